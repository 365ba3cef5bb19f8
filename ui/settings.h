// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/bench.h"
#include "ui/checkbench.h"
#include "ui/language.h"
#include "ui/models/noticechoice.h"
#include "ui/views/theme.h"

#include <QVariantMap>

namespace pushbench::ui {

/// What the window remembers from one run to the next. Tokens are no part of it.
struct Settings
{
    QByteArray geometry;
    QByteArray docks;
    ThemeChoice theme = ThemeChoice::System;
    LanguageChoice language = LanguageChoice::System;
    ConsumerSettings consumer;
    ProducerSettings producer;
    ResourceSettings resource;
    TriageSettings triage;
    NoticeChoice notices;
    QStringList filters; ///< Saved ones.
    QVariantMap columns; ///< Of the tables, by their names.
    CheckSettings check;
    QByteArray checkHistory; ///< How the checks came out the last time.
};

/// Keeps Settings where the platform keeps such things, or in the file that is named.
class SettingsStore
{
public:
    explicit SettingsStore(QString iniFile = {});

    [[nodiscard]] Settings load() const;
    void save(const Settings &settings) const;

private:
    QString m_file;
};

} // namespace pushbench::ui
