// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/models/showntext.h"

#include <QPlainTextEdit>

namespace pushbench::ui {

enum class MarkKind : quint8 {
    Chosen, ///< The place that the person asked for.
    Found,  ///< What a finding is about.
};

/// A read-only page of bytes made readable, with the stretch that a finding points at marked.
class CodeView final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit CodeView(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(CodeView)

    void show(ShownText shown);
    [[nodiscard]] const ShownText &shown() const noexcept { return m_shown; }

    /// Marks the text of these bytes and brings it into view. False when the page does not show
    /// them.
    bool mark(Part part, protocol::ByteRange bytes, MarkKind kind);
    void clearMark();
    [[nodiscard]] std::optional<TextRange> marked() const noexcept { return m_marked; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyMark();

    ShownText m_shown;
    std::optional<TextRange> m_marked;
    MarkKind m_markKind = MarkKind::Found;
};

} // namespace pushbench::ui
