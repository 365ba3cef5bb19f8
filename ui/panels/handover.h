// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/bench.h"

#include <QWidget>

class QFormLayout;

namespace pushbench::ui {

class CopyField;

/// What one hands to whoever is to push to an endpoint: URL, token and labels, and over TLS the
/// certificate's fingerprint and the file to trust.
class Handover final : public QWidget
{
    Q_OBJECT

public:
    explicit Handover(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(Handover)

    void show(const ConsumerState &state, size_t endpoint);

private:
    QFormLayout *m_rows;
    CopyField *m_url;
    CopyField *m_token;
    CopyField *m_source;
    CopyField *m_fingerprint;
    CopyField *m_caFile;
};

/// The line that posts one event to that endpoint, and the same with its token exported first.
[[nodiscard]] QString tryOutCommand(const OpenEndpoint &endpoint, const QString &caFile = {});
[[nodiscard]] QString tryOutCommandWithToken(const OpenEndpoint &endpoint,
                                             const QString &caFile = {});

} // namespace pushbench::ui
