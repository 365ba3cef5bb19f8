// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/gaps/gapscase.h"

#include "ui/panels/consumerpanel.h"
#include "ui/panels/datatabs.h"
#include "ui/panels/gapspage.h"
#include "ui/panels/sessionpage.h"
#include "ui/panels/triageform.h"
#include "ui/views/tailtable.h"

using namespace Qt::StringLiterals;

namespace pushbench::ui {

void GapsCase::init()
{
    TestCase::init();
    m_fixture = std::make_unique<WindowFixture>();
}

void GapsCase::cleanup()
{
    m_fixture.reset();
}

GapsPage &GapsCase::page() const
{
    return window().sessionPage().tabs().gaps();
}

Card &GapsCase::card() const
{
    return *page().findChild<Card *>(u"explanation"_s);
}

TriageForm &GapsCase::form() const
{
    return window().consumerPanel().triage();
}

QString GapsCase::cell(int row, const QString &title) const
{
    const GapTableModel &model = window().models().gaps;
    for (int column = 0; column < model.columnCount(); ++column) {
        if (model.headerData(column, Qt::Horizontal).toString() == title)
            return model.index(row, column).data().toString();
    }
    return u"no column "_s + title;
}

QString GapsCase::stateOf(const QString &numbers) const
{
    for (int row = 0; row < window().models().gaps.rowCount(); ++row) {
        if (cell(row, u"Numbers"_s) == numbers)
            return cell(row, u"State"_s);
    }
    return u"no row "_s + numbers;
}

void GapsCase::play(std::vector<ledger::GapRecord> gaps) const
{
    TestTraffic traffic;
    ledger::Records records;
    traffic.add(records, 7, 1101, 50);
    traffic.summarise(records);
    for (ledger::GapRecord &gap : gaps)
        gap.gap.openedAt = m_fixture->clock.now().wall;
    records.gaps = std::move(gaps);
    Q_EMIT bench().recordsArrived(records);
    window().sessionPage().tabs().setCurrentWidget(&page());
}

void GapsCase::choose(int row) const
{
    page().table()->selectRows({{row, row}});
    page().table()->setFocus();
}

} // namespace pushbench::ui
