// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/bench.h"
#include "ui/language.h"
#include "ui/views/theme.h"

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
