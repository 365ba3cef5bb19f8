// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/redactor.h"
#include "core/ledger/bookkeeper.h"
#include "core/odata/reader/reader.h"
#include "core/triage/feedtriage.h"

#include <algorithm>
#include <map>

namespace pushbench::triage {

struct TriageConfig
{
    odata::ReaderConfig reader{};
    TriageTimes times{};
    bool recover = false; ///< What is lost is taken over into the books.
};

/// Asks a producer's EntityEvent resource about the holes of a consumer's feeds: one question at a
/// time, however many feeds there are, so that it is a guest who behaves. Lives on the books'
/// thread and reads them; what it finds out goes to whoever onVerdict() named, who has the books
/// apply it, and tells by applied() when that is done.
class Triage final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Triage)

public:
    using VerdictSink = std::function<void(const ledger::Verdict &)>;
    using ExchangeSink = std::function<void(std::shared_ptr<journal::Exchange>)>;

    Triage(const TriageConfig &config, ledger::Bookkeeper &books, const Clock &clock,
           QObject *parent = nullptr);

    /// Where verdicts go; called on this thread.
    void onVerdict(VerdictSink sink) { m_sink = std::move(sink); }
    /// A verdict of whoever asked before may still be on its way; it is none of ours.
    void applied() { m_unapplied = std::max(m_unapplied - 1, 0); }

    /// Where every exchange with the resource goes, without the token; called on this thread.
    /// Whoever takes them tells by recorded() that one has its number: an answer counts only when
    /// all that show it can be named. Without a sink they are kept nowhere.
    void onExchange(ExchangeSink sink) { m_record = std::move(sink); }
    void recorded(const std::shared_ptr<const journal::Exchange> &exchange);

    /// Asks what is due. To be called now and then, and when the books changed.
    void look();

    /// By hand, whatever the age of the holes in there.
    void ask(ledger::FeedNumber feed, ledger::NumberRange range);

    /// What the resource has of that range, and nobody pushed, is taken over into the books: a
    /// verdict with its events follows, unless the resource cannot be read.
    void recover(ledger::FeedNumber feed, ledger::NumberRange range);

    /// Something that was to be taken over is not read yet, or on its way into the books.
    [[nodiscard]] bool isRecovering() const;

    /// Nothing is left to be asked of any feed, or it cannot be: then troubles() says why.
    [[nodiscard]] bool isSettled() const;

    /// Of which feed nothing can be proved at present, and why.
    [[nodiscard]] std::vector<std::pair<ledger::FeedNumber, QString>> troubles() const;

Q_SIGNALS:
    /// A feed's questions begin to fail, or fail for another reason.
    void troubled(pushbench::ledger::FeedNumber feed, const QString &why);
    /// Something was answered, or nothing can be.
    void answered();

private:
    void takePage(const std::shared_ptr<const odata::PageBody> &page);
    void record(const odata::ReadExchange &read);
    void end(const odata::WalkEvidence &evidence);
    void conclude();
    void tell(const FeedTriage::Verdicts &verdicts);
    [[nodiscard]] FeedTriage &triageOf(ledger::FeedNumber feed);
    [[nodiscard]] bool asksAbout(ledger::FeedNumber feed) const;
    [[nodiscard]] QByteArray elsewhere(ledger::FeedNumber feed, qint64 n, quint64 record) const;

    TriageConfig m_config;
    ledger::Bookkeeper &m_books;
    const Clock &m_clock;
    odata::Reader m_reader;
    journal::Redactor m_redactor;
    VerdictSink m_sink;
    ExchangeSink m_record;
    std::map<ledger::FeedNumber, FeedTriage> m_feeds;
    std::map<ledger::FeedNumber, QString> m_told;
    std::optional<ledger::FeedNumber> m_asking;
    Question m_question{};
    Answer m_answer{};                                                  ///< To the question.
    bool m_ended = false;                                               ///< It is there.
    std::vector<std::shared_ptr<const journal::Exchange>> m_unrecorded; ///< On their way.
    qint64 m_questions = 0;
    int m_next = 0;      ///< The feed whose turn it is.
    int m_unapplied = 0; ///< Verdicts on their way to the books.
};

} // namespace pushbench::triage
