// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/checkhistory.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

#include <algorithm>

namespace pushbench::ui {

using namespace Qt::StringLiterals;
using std::chrono::microseconds;

namespace {

QString nameOf(checks::Suite suite, const QString &target)
{
    if (suite == checks::Suite::Producer)
        return {};
    return QUrl(target).toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment
                                 | QUrl::StripTrailingSlash);
}

QString latin(QByteArrayView text)
{
    return QString::fromLatin1(text);
}

std::optional<checks::Suite> suiteOf(const QString &name)
{
    for (const checks::Suite suite :
         {checks::Suite::Consumer, checks::Suite::Producer, checks::Suite::Resource}) {
        if (latin(checks::suiteName(suite)) == name)
            return suite;
    }
    return std::nullopt;
}

bool says(checks::Status status)
{
    return status != checks::Status::Skip && status != checks::Status::Inconclusive;
}

} // namespace

CheckChange changeOf(checks::Status now, checks::Status last) noexcept
{
    using checks::Status;
    if (now == last)
        return CheckChange::Same;
    if (now == Status::Fail)
        return CheckChange::Failed;
    // What was not seen is neither better nor worse than what was.
    if (!says(now) || !says(last))
        return CheckChange::Same;
    if (last == Status::Fail && now < Status::Warn)
        return CheckChange::Mended;
    return now > last ? CheckChange::Worse : CheckChange::Better;
}

QString changeWord(CheckChange change)
{
    const auto word = [](const char *text) { return QCoreApplication::translate("States", text); };
    switch (change) {
    case CheckChange::None:
    case CheckChange::Same:
        return {};
    case CheckChange::Failed:
        return word(QT_TRANSLATE_NOOP("States", "newly failing"));
    case CheckChange::Worse:
        return word(QT_TRANSLATE_NOOP("States", "worse"));
    case CheckChange::Better:
        return word(QT_TRANSLATE_NOOP("States", "better"));
    case CheckChange::Mended:
        return word(QT_TRANSLATE_NOOP("States", "mended"));
    }
    Q_UNREACHABLE();
}

CheckHistory CheckHistory::read(const QByteArray &json)
{
    CheckHistory history;
    for (const QJsonValue value : QJsonDocument::fromJson(json).array()) {
        const QJsonObject object = value.toObject();
        const auto suite = suiteOf(object["suite"_L1].toString());
        if (!suite)
            continue;
        PastRun run{.suite = *suite,
                    .target = object["target"_L1].toString(),
                    .ended = WallTime(microseconds(object["ended"_L1].toInteger()))};
        const QJsonObject checks = object["checks"_L1].toObject();
        for (auto at = checks.begin(); at != checks.end(); ++at) {
            if (const auto status = checks::statusFromName(at.value().toString().toLatin1()))
                run.statuses[at.key().toUtf8()] = *status;
        }
        history.m_runs.push_back(std::move(run));
    }
    if (history.m_runs.size() > kMost)
        history.m_runs.erase(history.m_runs.begin(), history.m_runs.end() - kMost);
    return history;
}

QByteArray CheckHistory::bytes() const
{
    QJsonArray list;
    for (const PastRun &run : m_runs) {
        QJsonObject checks;
        for (const auto &[id, status] : run.statuses)
            checks[QString::fromUtf8(id)] = latin(checks::statusName(status));
        list.append(QJsonObject{
            {"suite"_L1, latin(checks::suiteName(run.suite))},
            {"target"_L1, run.target},
            {"ended"_L1,
             qint64(
                 std::chrono::duration_cast<microseconds>(run.ended.time_since_epoch()).count())},
            {"checks"_L1, checks}});
    }
    return QJsonDocument(list).toJson(QJsonDocument::Compact);
}

const PastRun *CheckHistory::of(checks::Suite suite, const QString &target) const
{
    const QString name = nameOf(suite, target);
    const auto at = std::ranges::find_if(
        m_runs, [&](const PastRun &run) { return run.suite == suite && run.target == name; });
    return at == m_runs.end() ? nullptr : &*at;
}

void CheckHistory::remember(checks::Suite suite, const QString &target, WallTime ended,
                            const std::vector<checks::Entry> &entries)
{
    PastRun run{.suite = suite, .target = nameOf(suite, target), .ended = ended};
    if (const PastRun *known = of(suite, target)) {
        run.statuses = known->statuses;
        m_runs.erase(m_runs.begin() + (known - m_runs.data()));
    }
    for (const checks::Entry &entry : entries) {
        if (entry.outcome.status != checks::Status::Inconclusive)
            run.statuses[entry.spec.id.toByteArray()] = entry.outcome.status;
    }
    m_runs.push_back(std::move(run));
    if (m_runs.size() > kMost)
        m_runs.erase(m_runs.begin());
}

} // namespace pushbench::ui
