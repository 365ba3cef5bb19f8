// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/resourcehost.h"
#include "app/servertls.h"
#include "ui/bench.h"

#include <QTemporaryFile>

namespace pushbench::app {

/// The window's hosted resource: turned on and off beside the pushes, and what it was asked. On the
/// window's thread.
class ResourceHalf final : public QObject
{
    Q_OBJECT

public:
    explicit ResourceHalf(const Clock &clock, QObject *parent = nullptr);

    void start(const ui::ResourceSettings &settings);
    void stop();
    void poll();

    /// For a push that begins now: what was shown of an earlier one goes. Empty while it is off.
    [[nodiscard]] producer::Producer::Publish publisher();

    /// What holds the events that were published; null while it is off.
    [[nodiscard]] std::shared_ptr<ResourceHost> host() const noexcept { return m_host; }

    [[nodiscard]] const ui::ResourceState &state() const noexcept { return m_state; }

Q_SIGNALS:
    void changed(const pushbench::ui::ResourceState &state);
    void failed(const pushbench::Fault &fault);
    /// POST /resume came with the token (RCP028-R18).
    void resumeRequested();

private:
    struct Figures
    {
        producer::ResourceVitals vitals{};
        std::vector<producer::AskedRequest> asked{};
    };

    void refuse(const Fault &fault);
    [[nodiscard]] Result<> keepAuthority(const std::optional<ServerTls> &tls);
    void take(const Figures &figures);

    const Clock &m_clock;
    std::shared_ptr<ResourceHost> m_host;        ///< A push that began with it holds it, too.
    std::unique_ptr<QTemporaryFile> m_authority; ///< The certificate that was made for it.
    ui::ResourceState m_state;
};

} // namespace pushbench::app
