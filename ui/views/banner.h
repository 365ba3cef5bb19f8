// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QFrame>

class QLabel;

namespace pushbench::ui {

/// Says at the top of the page what did not work, until it is closed. Never in anybody's way.
class Banner final : public QFrame
{
    Q_OBJECT

public:
    explicit Banner(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(Banner)

    void report(const Fault &fault);
    [[nodiscard]] QString text() const;

private:
    QLabel *m_text;
};

} // namespace pushbench::ui
