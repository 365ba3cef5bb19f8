// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTranslator>

namespace pushbench::ui {

/// What a person may choose. The values stand in the settings.
enum class LanguageChoice : quint8 {
    System,
    English,
    French,
};

/// Makes the program speak while it lives, and write numbers accordingly: our texts, and Qt's own
/// where they are installed. Is made behind the application and before the first text; what has
/// been shown already keeps its language.
class Language final
{
public:
    explicit Language(LanguageChoice choice);
    Q_DISABLE_COPY_MOVE(Language)

private:
    QTranslator m_qt;
    QTranslator m_ours;
};

} // namespace pushbench::ui
