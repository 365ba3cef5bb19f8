// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bundle/recordedsource.h"

#include "app/bundle/sessionplace.h"

namespace pushbench::app {
namespace {

using Source = std::unique_ptr<producer::EventSource>;

/// Keeps what a bundle was unpacked to.
class BundledSource final : public producer::EventSource
{
public:
    BundledSource(SessionPlace place, Source source)
        : m_place(std::move(place))
        , m_source(std::move(source))
    {
    }

    Result<std::vector<protocol::EntityEvent>> take(size_t count) override
    {
        return m_source->take(count);
    }
    [[nodiscard]] bool givesBodies() const noexcept override { return m_source->givesBodies(); }
    Result<std::optional<producer::Batch>> takeBody() override { return m_source->takeBody(); }
    [[nodiscard]] QString name() const override { return m_source->name(); }

private:
    SessionPlace m_place; ///< First: the source reads from it to its end.
    Source m_source;
};

template <typename Open>
Result<Source> openRecorded(const QString &path, Open open)
{
    Result<SessionPlace> place = SessionPlace::find(path);
    if (!place)
        return place.fault();
    Result<Source> source = open(place->path());
    if (!source || !place->manifest())
        return source;
    return Source(
        std::make_unique<BundledSource>(std::move(place).value(), std::move(source).value()));
}

} // namespace

Result<Source> openRecordedEvents(const QString &path)
{
    return openRecorded(path, producer::SessionSource::open);
}

Result<Source> openRecordedBodies(const QString &path, producer::Recorded which)
{
    return openRecorded(path, [which](const QString &session) {
        return producer::ReplaySource::open(session, which);
    });
}

} // namespace pushbench::app
