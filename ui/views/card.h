// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

class QLabel;

namespace pushbench::ui {

enum class Tone : quint8 {
    Neutral,
    Good,
    Warn,
    Bad,
};

/// A short statement: a bold line, a sentence below it, and a bar at its side in the tone.
class Card final : public QFrame
{
    Q_OBJECT

public:
    explicit Card(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(Card)

    void say(Tone tone, const QString &headline, const QString &sentence);

    [[nodiscard]] Tone tone() const noexcept { return m_tone; }
    [[nodiscard]] QString headline() const;
    [[nodiscard]] QString sentence() const;

private:
    Tone m_tone = Tone::Neutral;
    QLabel *m_headline;
    QLabel *m_sentence;
};

/// Gives a widget another value of a property that the style sheet asks for.
void restyle(QWidget &widget, const char *property, const QVariant &value);

} // namespace pushbench::ui
