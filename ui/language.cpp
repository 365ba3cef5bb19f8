// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kFolder = ":/pushbench/i18n"_L1;

/// The user's own country goes with the language where both agree: French of Canada, not of France.
QLocale localeOf(LanguageChoice choice)
{
    const QLocale system = QLocale::system();
    const auto speaking = [&system](QLocale::Language language) {
        return system.language() == language ? system : QLocale(language);
    };
    switch (choice) {
    case LanguageChoice::System:
        return system;
    case LanguageChoice::English:
        return speaking(QLocale::English);
    case LanguageChoice::French:
        return speaking(QLocale::French);
    }
    Q_UNREACHABLE();
}

} // namespace

Language::Language(LanguageChoice choice)
{
    const QLocale locale = localeOf(choice);
    QLocale::setDefault(locale);
    // English is a translation, too: without it "%n event(s)" would stay as it is.
    if (!m_ours.load(locale, u"pushbench"_s, u"_"_s, kFolder)
        && !m_ours.load(u"pushbench_en"_s, kFolder))
        qFatal("The texts of the window are missing in the program.");
    // Buttons and file dialogs follow what the window speaks, not what the system would like.
    if (m_qt.load(QLocale(m_ours.language()), u"qtbase"_s, u"_"_s,
                  QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
    QCoreApplication::installTranslator(&m_ours);
}

} // namespace pushbench::ui
