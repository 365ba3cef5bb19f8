// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/producer/generator.h"
#include "core/producer/producer.h"
#include "tests/producer/scriptedserver.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace pushbench::producer {

/// A producer with a journal of its own, on the test's thread, pointed at a scripted consumer.
class ProducerBench
{
public:
    ProducerBench(const QUrl &target, qint64 events, Config config = {})
        : ProducerBench(
            target, std::make_unique<Generator>(GeneratorConfig{.events = events, .first = {1}}),
            std::move(config))
    {
    }

    ProducerBench(const QUrl &target, std::unique_ptr<EventSource> source, Config config = {})
        : m_box(std::make_shared<Inbox<journal::Committed>>([] {}))
    {
        config.target = target;
        config.delivery.backoffBase = std::chrono::milliseconds(1);
        config.delivery.backoffMax = std::chrono::milliseconds(20);
        journal = journal::Journal::open(m_folder.filePath(QStringLiteral("t.pushbench")),
                                         {.program = "test"}, journal::Durability::Process, m_clock)
                      .value();
        journal->subscribe(m_box);
        producer.emplace(std::move(config), std::move(source), m_clock, *journal);
        held.emplace(&*producer, &Producer::held);
        halted.emplace(&*producer, &Producer::halted);
        finished.emplace(&*producer, &Producer::finished);
        failed.emplace(&*producer, &Producer::sourceFailed);
    }

    ~ProducerBench()
    {
        producer.reset();
        static_cast<void>(journal->close());
    }

    /// Starts, and waits until everything is settled.
    [[nodiscard]] bool run()
    {
        producer->start();
        return QTest::qWaitFor([this] { return finished->count() == 1; }, 20'000);
    }

    /// The exchanges that were recorded: "delivered 200", "held 429 #2", "unknown - …".
    [[nodiscard]] QByteArray recorded()
    {
        for (journal::Committed &committed : m_box->drain())
            if (auto *exchange = std::get_if<std::shared_ptr<const journal::Exchange>>(&committed))
                exchanges.push_back(*exchange);
        QByteArrayList lines;
        for (const auto &exchange : exchanges) {
            QByteArray line = journal::outcomeName(exchange->outcome).toByteArray();
            line.append(' ').append(exchange->status > 0 ? QByteArray::number(exchange->status)
                                                         : QByteArray("-"));
            if (exchange->attempt > 1)
                line.append(" #").append(QByteArray::number(exchange->attempt));
            lines.append(line);
        }
        return lines.join(", ");
    }

    std::unique_ptr<journal::Journal> journal;
    std::vector<std::shared_ptr<const journal::Exchange>> exchanges;
    std::optional<Producer> producer;
    std::optional<QSignalSpy> held, halted, finished, failed;

private:
    QTemporaryDir m_folder;
    SystemClock m_clock;
    journal::CommittedBox m_box;
};

} // namespace pushbench::producer
