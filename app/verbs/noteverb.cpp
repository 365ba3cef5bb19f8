// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/books.h"
#include "app/bundle/sessionplace.h"
#include "app/records/recordwords.h"
#include "app/records/recordwriter.h"
#include "app/remarks.h"
#include "app/verbs/verbs.h"
#include "app/version.h"

#include <QStringBuilder>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

Fault usage(const QString &option, const QString &text)
{
    return {FaultKind::Usage, option, text};
}

ledger::FeedKey keyOf(const ledger::FeedSummary &feed)
{
    return {
        .side = feed.side, .name = {.label = feed.label, .path = feed.path}, .epoch = feed.epoch};
}

/// The feed that is meant: by label or path, or the only one there is. Where both halves of the
/// bench recorded it, as it was received; of several epochs, the one that goes on.
Result<ledger::FeedKey> feedMeant(const QString &session, const QString &named)
{
    Books books(Books::Detail::Exchanges, [](const Facts &) {});
    if (const Result<> read = books.replay(session); !read)
        return read.fault();
    ledger::Records all;
    books.keeper().summariseAll(all);
    std::map<journal::FeedName, ledger::FeedKey> meant;
    QStringList names;
    for (const ledger::FeedSummary &feed : all.feeds) {
        const QByteArray name = feed.label.isEmpty() ? feed.path : feed.label;
        names += u'"' % QString::fromUtf8(name) % u'"';
        if (!named.isEmpty() && name != named.toUtf8())
            continue;
        const auto [known, fresh] =
            meant.try_emplace({.label = feed.label, .path = feed.path}, keyOf(feed));
        const bool better = feed.side == known->second.side ? feed.epoch > known->second.epoch
                                                            : feed.side == Side::Consumer;
        if (!fresh && better)
            known->second = keyOf(feed);
    }
    names.removeDuplicates();
    if (meant.size() == 1)
        return meant.begin()->second;
    if (names.isEmpty())
        return usage(u"--numbers"_s, u"the session has no feed yet; name an --exchange"_s);
    return usage(
        u"--feed"_s,
        named.isEmpty()
            ? u"is missing; the session has the feeds %1"_s.arg(names.join(u", "_s))
            : u"\"%1\" is no feed of the session; write %2"_s.arg(named, names.join(u" or "_s)));
}

Result<ledger::Remark::Subject>
subjectOf(const NoteOptions &options, const journal::SessionReader &reader, const QString &session)
{
    if (options.exchange.value == 0) {
        const Result<ledger::FeedKey> feed = feedMeant(session, options.feed);
        if (!feed)
            return feed.fault();
        return ledger::Remark::Subject(ledger::Remark::Numbers{feed.value(), options.numbers});
    }
    const auto found = reader.exchange(options.exchange);
    if (!found)
        return found.fault();
    if (!found.value())
        return usage(u"--exchange"_s,
                     u"the session has no exchange %1; see `export --exchanges`"_s.arg(
                         options.exchange.value));
    return ledger::Remark::Subject(options.exchange);
}

} // namespace

ExitStatus runNote(const NoteOptions &options)
{
    const SystemClock clock;
    RecordWriter writer(options.common.output, false);
    const Result<SessionPlace> place = SessionPlace::find(options.path);
    if (!place)
        return trouble(place.fault());
    const Result<journal::SessionReader> reader = journal::SessionReader::open(place->path());
    if (!reader)
        return trouble(reader.fault());
    if (options.says()) {
        if (place->manifest())
            return trouble(usage(options.path,
                                 u"a bundle stays as it is; take the session out of it (unzip) and "
                                 "write the note there"_s));
        const Result<ledger::Remark::Subject> about =
            subjectOf(options, reader.value(), place->path());
        if (!about)
            return trouble(about.fault());
        const ledger::Remark remark{.about = about.value(),
                                    .marked = options.mark,
                                    .text = options.text,
                                    .at = clock.now().wall};
        if (const Result<> written =
                writeRemarks(options.path, {remark}, "pushbench-cli " PUSHBENCH_VERSION, clock);
            !written)
            return trouble(written.fault());
    }
    // The first one may have looked at the file as it was.
    const Result<journal::SessionReader> anew = journal::SessionReader::open(place->path());
    if (!anew)
        return trouble(anew.fault());
    const Result<std::shared_ptr<ledger::RemarkIndex>> remarks = readRemarks(anew.value());
    if (!remarks)
        return trouble(remarks.fault());
    for (const ledger::Remark &remark : remarks.value()->all())
        writer.remark(remark);
    writer.flush();
    return writer.fault() ? trouble(*writer.fault()) : ExitStatus::Good;
}

} // namespace pushbench::app
