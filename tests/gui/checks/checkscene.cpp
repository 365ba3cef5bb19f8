// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/consumer/consumercheck.h"
#include "core/checks/producer/producercheck.h"
#include "tests/gui/galleryscene.h"
#include "ui/mainwindow.h"
#include "ui/panels/checkform.h"
#include "ui/panels/checkspanel.h"
#include "ui/panels/forms.h"
#include "ui/views/checktree.h"
#include "ui/views/section.h"

#include <QAction>
#include <QCoreApplication>
#include <QScrollBar>
#include <QToolButton>

namespace pushbench::ui {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

using checks::Status;

template <typename List>
std::vector<checks::CheckSpec> specsOf(const List &list)
{
    std::vector<checks::CheckSpec> specs;
    for (const auto &check : list)
        specs.push_back(check.spec);
    return specs;
}

/// Every seventh is odd in one way or another; the second run is a little different.
checks::Entry entryFor(const checks::CheckSpec &spec, size_t place, bool second)
{
    const Status odd[]{Status::Warn, Status::Fail, Status::Info, Status::Skip};
    const size_t turn = place / 7;
    Status status = place % 7 == 4 ? odd[turn % 4] : Status::Pass;
    if (second && place == 11)
        status = Status::Pass;
    if (second && place == 2)
        status = Status::Fail;
    checks::Outcome outcome{.id = spec.id,
                            .status = status,
                            .assertions = {{u"without a token"_s, status, u"4xx"_s, u"200"_s}},
                            .evidence = {{qint64(place) + 1}, {qint64(place) + 2}},
                            .duration = 3ms + std::chrono::milliseconds(place * 37 % 61)};
    if (status != Status::Pass)
        outcome.sentence = u"without a token: expected 4xx, got 200"_s;
    return {spec, std::move(outcome)};
}

void play(CheckBench &checks, const std::vector<checks::CheckSpec> &specs, bool second)
{
    Q_EMIT checks.began({.target = u"http://127.0.0.1:9000/webhooks"_s, .checks = specs});
    for (size_t i = 0; i < specs.size(); ++i)
        Q_EMIT checks.judged({entryFor(specs[i], i, second)});
    Q_EMIT checks.ended({.requests = 97, .duration = 8120ms});
}

} // namespace

void playCheckScene(FakeBench &bench, MainWindow &window)
{
    ChecksPanel &panel = window.checksPanel();
    panel.form().show({.url = u"http://127.0.0.1:9000/webhooks"_s, .token = u"made-up"_s});
    const std::vector<checks::CheckSpec> specs = specsOf(checks::consumerChecks());
    for (const bool second : {false, true}) {
        panel.runAction->trigger();
        play(bench.checking, specs, second);
    }
    CheckTree &tree = panel.tree();
    const QModelIndex clause = tree.model()->index(1, 0);
    tree.setCurrentIndex(tree.model()->hasChildren(clause) ? tree.model()->index(0, 0, clause)
                                                           : clause);
}

void playAgreementScene(FakeBench &bench, MainWindow &window, bool producer)
{
    playCheckScene(bench, window);
    ChecksPanel &panel = window.checksPanel();
    panel.form().show({.suite = producer ? checks::Suite::Producer : checks::Suite::Consumer,
                       .url = u"http://127.0.0.1:9000/webhooks"_s,
                       .token = u"made-up"_s,
                       .profile = u"/home/me/agreed/idx-feed.json"_s,
                       .expect = u"/home/me/agreed/known.json"_s,
                       .headers = {u"X-Tenant: 42"_s},
                       .rate = 5});
    for (QToolButton *button : panel.findChildren<QToolButton *>()) {
        if (button->accessibleName() == u"Options of the checks"_s)
            button->setChecked(true);
    }
    panel.form().findChild<Section *>()->setOpen(true);
    if (!producer)
        Q_EMIT bench.checking.examined(
            {.profile = u"/home/me/agreed/idx-feed.json: /lables is not known here; a profile has "
                        "name, labels, headers, form, extensions, thresholds and resume"_s,
             .unknown = u"RCP028-R99.none"_s});
    // What is wrong stands at the end.
    QCoreApplication::processEvents();
    panel.form().findChild<ShyScrollArea *>()->verticalScrollBar()->setValue(10'000);
}

void playWaitingScene(FakeBench &bench, MainWindow &window, WallTime now)
{
    ChecksPanel &panel = window.checksPanel();
    panel.form().show({.suite = checks::Suite::Producer});
    panel.runAction->trigger();
    const std::vector<checks::CheckSpec> specs = specsOf(checks::producerChecks());
    Q_EMIT bench.checking.began({.suite = checks::Suite::Producer,
                                 .target = u"http://127.0.0.1:8029/webhooks"_s,
                                 .token = Secret("zZ3q-made-up-token"),
                                 .checks = specs});
    for (size_t i = 0; i < 25; ++i)
        Q_EMIT bench.checking.judged({entryFor(specs[i], i, false)});
    panel.tick(now);
    Q_EMIT bench.checking.waiting({.what = u"429 with Retry-After: 3; push on"_s,
                                   .step = 2,
                                   .steps = 15,
                                   .until = now + 27s});
}

} // namespace pushbench::ui
