// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/policyeditor.h"

#include "ui/models/texts.h"
#include "ui/panels/forms.h"
#include "ui/views/card.h"
#include "ui/views/policydelegate.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSpinBox>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kVisibleRows = 3;
constexpr int kMost = 1'000'000'000;
constexpr int kDaySeconds = 86'400;

QSpinBox *newSpin(int least, int most, const QString &name)
{
    auto *spin = named(new QSpinBox, name);
    spin->setRange(least, most);
    spin->setButtonSymbols(QSpinBox::NoButtons);
    spin->setMinimumWidth(44);
    spin->setKeyboardTracking(false); // a number half written is no limit
    return spin;
}

} // namespace

PolicyEditor::PolicyEditor(Bench &bench, QWidget *parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_table(named(new QTableView, tr("Reply policy"),
                    tr("Replies to come, worked off from top to bottom")))
    , m_add(button(u"+"_s, tr("Add a reply")))
    , m_remove(button(u"\u2212"_s, tr("Remove the reply")))
    , m_up(button(u"\u25B2"_s, tr("Move the reply up")))
    , m_down(button(u"\u25BC"_s, tr("Move the reply down")))
    , m_limited(named(new QCheckBox(tr("At most")), tr("Limit the rate"),
                      tr("Answer 429 to what comes faster, with the wait in Retry-After")))
    , m_amount(newSpin(1, kMost, tr("Rate limit")))
    , m_unit(named(new QComboBox, tr("What is limited")))
    , m_window(newSpin(1, kDaySeconds, tr("Seconds of the rate limit")))
    , m_burst(newSpin(0, kMost, tr("Burst of the rate limit")))
    , m_note(mutedLabel({}))
    , m_fault(new Card)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(mutedLabel(tr("Reply policy")));
    buildTable();
    layout->addWidget(m_table);
    layout->addWidget(buildButtons());
    layout->addWidget(buildLimit());
    layout->addWidget(m_fault);
    layout->addWidget(m_note);
    connect(&m_bench, &Bench::policyLoaded, this, [this](const consumer::Policy &policy) {
        show(policy);
        apply();
    });
    connect(&m_bench, &Bench::policyRefused, this, [this](const Fault &fault) {
        complain(tr("The policy stays as it was"), fault.message());
    });
    m_fault->hide();
    show({});
}

void PolicyEditor::buildTable()
{
    m_table->setModel(&m_model);
    m_table->setItemDelegate(new PolicyDelegate(m_table));
    m_table->setSelectionBehavior(QTableView::SelectRows);
    m_table->setSelectionMode(QTableView::SingleSelection);
    m_table->setEditTriggers(QTableView::DoubleClicked | QTableView::EditKeyPressed
                             | QTableView::AnyKeyPressed | QTableView::SelectedClicked);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setProperty("boxed", true);
    m_table->verticalHeader()->hide();
    const int rowHeight = m_table->fontMetrics().height() + 10;
    m_table->verticalHeader()->setDefaultSectionSize(rowHeight);
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setMinimumSectionSize(24);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(PolicyTableModel::RetryAfter, QHeaderView::Stretch);
    m_table->setFixedHeight(header->sizeHint().height() + kVisibleRows * rowHeight + 2);
    connect(&m_model, &PolicyTableModel::edited, this, &PolicyEditor::apply);
    connect(&m_model, &PolicyTableModel::refused, this,
            [this](const QString &why) { complain(tr("Not taken"), why); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &PolicyEditor::refresh);
}

QToolButton *PolicyEditor::button(const QString &text, const QString &name)
{
    auto *made = named(new QToolButton, name);
    made->setText(text);
    made->setProperty("framed", true);
    made->setFocusPolicy(Qt::StrongFocus);
    return made;
}

QWidget *PolicyEditor::buildButtons()
{
    connect(m_add, &QToolButton::clicked, this, [this] {
        const QModelIndex current = m_table->currentIndex();
        choose(m_model.insertBehind(current.isValid() ? current.row() : m_model.rowCount() - 1));
    });
    connect(m_remove, &QToolButton::clicked, this,
            [this] { m_model.remove(m_table->currentIndex().row()); });
    connect(m_up, &QToolButton::clicked, this,
            [this] { choose(m_model.move(m_table->currentIndex().row(), -1)); });
    connect(m_down, &QToolButton::clicked, this,
            [this] { choose(m_model.move(m_table->currentIndex().row(), 1)); });
    QToolButton *load = button(tr("Load…"), tr("Load a policy"));
    QToolButton *save = button(tr("Save…"), tr("Save the policy"));
    connect(load, &QToolButton::clicked, this, [this] { chooseFile(false); });
    connect(save, &QToolButton::clicked, this, [this] { chooseFile(true); });
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    for (QToolButton *each : {m_add, m_remove, m_up, m_down})
        layout->addWidget(each);
    layout->addStretch(1);
    layout->addWidget(load);
    layout->addWidget(save);
    return row;
}

QWidget *PolicyEditor::buildLimit()
{
    m_unit->addItems({tr("events"), tr("requests")});
    m_window->setSuffix(tr(" s"));
    auto *box = new QWidget;
    auto *layout = new QGridLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_limited, 0, 0);
    layout->addWidget(m_amount, 0, 1);
    layout->addWidget(m_unit, 0, 2, 1, 2);
    layout->addWidget(new QLabel(tr("in")), 1, 0, Qt::AlignRight);
    layout->addWidget(m_window, 1, 1);
    layout->addWidget(new QLabel(tr("burst")), 1, 2);
    layout->addWidget(m_burst, 1, 3);
    layout->setColumnStretch(1, 1);
    layout->setColumnStretch(3, 1);
    m_burst->setToolTip(tr("What may come at once after silence; 0: one window's amount"));
    connect(m_limited, &QCheckBox::toggled, this, &PolicyEditor::apply);
    connect(m_unit, &QComboBox::currentIndexChanged, this, &PolicyEditor::apply);
    for (const QSpinBox *spin : {m_amount, m_window, m_burst})
        connect(spin, &QSpinBox::valueChanged, this, &PolicyEditor::apply);
    return box;
}

consumer::Policy PolicyEditor::policy() const
{
    consumer::Policy policy = m_rest;
    policy.replies = m_model.replies();
    if (!m_limited->isChecked())
        return policy;
    using Unit = consumer::RateLimit::Unit;
    consumer::RateLimitRule rule = m_rest.rateLimit.value_or(consumer::RateLimitRule());
    rule.limit = {.unit = m_unit->currentIndex() == 0 ? Unit::Events : Unit::Requests,
                  .amount = double(m_amount->value()),
                  .window = std::chrono::seconds(m_window->value()),
                  .burst = double(m_burst->value())};
    policy.rateLimit = rule;
    return policy;
}

void PolicyEditor::show(const consumer::Policy &policy)
{
    const QScopedValueRollback showing(m_showing, true);
    const consumer::RateLimitRule usual{.limit = {.amount = 500}};
    const consumer::RateLimit &limit = policy.rateLimit.value_or(usual).limit;
    m_limited->setChecked(policy.rateLimit.has_value());
    m_amount->setValue(int(limit.amount));
    m_unit->setCurrentIndex(limit.unit == consumer::RateLimit::Unit::Events ? 0 : 1);
    m_window->setValue(int(limit.window / std::chrono::seconds(1)));
    m_burst->setValue(int(limit.burst));
    m_model.show(policy.replies);
    m_rest = policy;
    m_rest.replies.clear();
    refresh();
}

void PolicyEditor::apply()
{
    if (m_showing)
        return;
    m_fault->hide();
    if (!m_limited->isChecked())
        m_rest.rateLimit.reset();
    refresh();
    m_bench.setPolicy(policy());
}

void PolicyEditor::choose(int row)
{
    m_table->setCurrentIndex(m_model.index(row, PolicyTableModel::RetryAfter));
    m_table->setFocus();
}

void PolicyEditor::complain(const QString &headline, const QString &sentence)
{
    m_fault->say(Tone::Bad, headline, sentence);
    m_fault->show();
}

void PolicyEditor::refresh()
{
    const QModelIndex current = m_table->currentIndex();
    m_remove->setEnabled(current.isValid());
    m_up->setEnabled(current.isValid() && current.row() > 0);
    m_down->setEnabled(current.isValid() && current.row() + 1 < m_model.rowCount());
    for (QWidget *part : std::initializer_list<QWidget *>{m_amount, m_unit, m_window, m_burst})
        part->setEnabled(m_limited->isChecked());
    QStringList notes;
    if (!m_rest.rules.empty())
        notes += tr("%n rule(s) of the file come first.", nullptr, int(m_rest.rules.size()));
    if (m_rest.latency.count() > 0 || m_rest.jitter.count() > 0)
        notes += tr("Every answer takes %1 ms, and up to %2 ms more.")
                     .arg(grouped(qint64(m_rest.latency.count())))
                     .arg(grouped(qint64(m_rest.jitter.count())));
    notes += m_model.rowCount() == 0
        ? tr("Everything is answered as it deserves.")
        : tr("From top to bottom, then as the payload deserves. A change begins anew.");
    m_note->setText(notes.join(u' '));
}

void PolicyEditor::load(const QString &path)
{
    m_bench.loadPolicy(path);
}

void PolicyEditor::save(const QString &path)
{
    m_fault->hide();
    m_bench.savePolicy(path, policy());
}

void PolicyEditor::chooseFile(bool toSave)
{
    auto *dialog = new QFileDialog(this, toSave ? tr("Save the policy") : tr("Load a policy"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilter(tr("Reply policies (*.json);;All files (*)"));
    dialog->setDefaultSuffix(u"json"_s);
    dialog->setAcceptMode(toSave ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setFileMode(toSave ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, toSave](const QString &path) { toSave ? save(path) : load(path); });
    dialog->open();
}

} // namespace pushbench::ui
