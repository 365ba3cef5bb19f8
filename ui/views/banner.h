// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "ui/views/card.h"

class QLabel;

namespace pushbench::ui {

/// Says at the top of the page what did not work or what happened, until it is closed. Never in
/// anybody's way.
class Banner final : public QFrame
{
    Q_OBJECT

public:
    explicit Banner(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(Banner)

    void report(const Fault &fault);
    /// Something happened that somebody wanted to be told of. A fault that stands there stays.
    void notice(Tone tone, const QString &text);
    [[nodiscard]] QString text() const;

private:
    void say(Tone tone, const QString &text);

    QLabel *m_text;
    bool m_fault = false; ///< What it says.
};

} // namespace pushbench::ui
