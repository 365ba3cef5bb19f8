// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/endpointeditor.h"

#include "core/consumer/endpointspec.h"
#include "ui/panels/forms.h"
#include "ui/views/theme.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QStringBuilder>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostRowsShown = 4;
constexpr size_t kMostEndpoints = 64; ///< What a consumer takes (core/consumer/endpoint.h).

QToolButton *newButton(const QString &text, const QString &toolTip)
{
    auto *button = named(new QToolButton, toolTip);
    button->setText(text);
    button->setProperty("framed", true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

EndpointEditor::EndpointEditor(QWidget *parent)
    : QWidget(parent)
    , m_list(named(new QTreeWidget, tr("Endpoints"), tr("The paths that take events")))
    , m_form(new QWidget)
    , m_path(named(new QLineEdit, tr("Path"), tr("Path that takes the POSTs")))
    , m_token(named(new QLineEdit, tr("Token to accept"),
                    tr("The bearer token that producers have to show here; one is made when it is "
                       "left empty. It is never saved.")))
    , m_sources(named(new QLineEdit, tr("Expected EntityEventSource"),
                      tr("Labels that were agreed on, with commas between them; leave it empty to "
                         "take any source")))
    , m_add(newButton(tr("+ Endpoint"), tr("Add an endpoint")))
    , m_remove(newButton(tr("\u2212 Remove"), tr("Remove this endpoint")))
{
    m_list->setColumnCount(2);
    m_list->setHeaderLabels({tr("Endpoint"), tr("Source")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAlternatingRowColors(true);
    m_list->setProperty("boxed", true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->header()->setSectionResizeMode(QHeaderView::Stretch);
    m_list->header()->setSectionsMovable(false);
    buildForm(m_form);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kPanelSpacing);
    layout->addWidget(m_list);
    layout->addWidget(m_form);
    connect(m_list, &QTreeWidget::currentItemChanged, this, [this] {
        fillForm();
        Q_EMIT chosen();
    });
    for (const QLineEdit *line : {m_path, m_token, m_sources})
        connect(line, &QLineEdit::textChanged, this, &EndpointEditor::take);
    connect(m_add, &QToolButton::clicked, this, &EndpointEditor::add);
    connect(m_remove, &QToolButton::clicked, this, &EndpointEditor::remove);
    show(m_endpoints);
}

void EndpointEditor::buildForm(QWidget *form)
{
    m_path->setFont(codeFont());
    m_token->setEchoMode(QLineEdit::Password);
    m_token->setPlaceholderText(tr("made when it starts"));
    m_sources->setPlaceholderText(tr("any"));
    QFormLayout *rows = newForm(form);
    rows->addRow(tr("Path"), m_path);
    rows->addRow(tr("Token"), m_token);
    rows->addRow(tr("Source"), m_sources);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(6);
    buttons->addWidget(m_add);
    buttons->addWidget(m_remove);
    buttons->addStretch(1);
    rows->addRow(QString(), buttons);
}

void EndpointEditor::show(const std::vector<EndpointSettings> &endpoints)
{
    m_running.clear();
    m_endpoints = endpoints.empty() ? std::vector{EndpointSettings{}} : endpoints;
    fillList(0);
}

void EndpointEditor::setRunning(const std::vector<OpenEndpoint> &running)
{
    m_running.clear();
    for (const OpenEndpoint &open : running)
        m_running.push_back({.path = open.url.path(), .sources = open.sources});
    m_form->setVisible(running.empty());
    fillList(std::min(current(), shown().size() - 1));
}

const std::vector<EndpointSettings> &EndpointEditor::shown() const
{
    return m_running.empty() ? m_endpoints : m_running;
}

size_t EndpointEditor::current() const
{
    const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    return row < 0 ? 0 : size_t(row);
}

/// Beside the chosen one, with a path that is still free.
void EndpointEditor::add()
{
    const auto isTaken = [this](const QString &path) {
        return std::any_of(m_endpoints.begin(), m_endpoints.end(),
                           [&path](const EndpointSettings &known) { return known.path == path; });
    };
    QString path;
    for (size_t number = 2; path.isEmpty() || isTaken(path); ++number)
        path = u"/webhooks/" % QString::number(number);
    const size_t at = current() + 1;
    m_endpoints.insert(m_endpoints.begin() + std::ptrdiff_t(at), EndpointSettings{.path = path});
    fillList(at);
    m_path->setFocus(Qt::OtherFocusReason);
    m_path->selectAll();
}

void EndpointEditor::remove()
{
    if (m_endpoints.size() < 2)
        return;
    const size_t at = current();
    m_endpoints.erase(m_endpoints.begin() + std::ptrdiff_t(at));
    fillList(std::min(at, m_endpoints.size() - 1));
}

void EndpointEditor::take()
{
    EndpointSettings &endpoint = m_endpoints[current()];
    endpoint.path = m_path->text().trimmed();
    endpoint.token = m_token->text();
    endpoint.sources = consumer::splitList(m_sources->text());
    endpoint.sources.removeAll(QString());
    showRow(current());
}

void EndpointEditor::fillForm()
{
    const EndpointSettings &endpoint = shown()[current()];
    // Only the person's own changes are taken back.
    const QSignalBlocker path(m_path);
    const QSignalBlocker token(m_token);
    const QSignalBlocker sources(m_sources);
    m_path->setText(endpoint.path);
    m_token->setText(endpoint.token);
    m_sources->setText(consumer::joinList(endpoint.sources));
}

void EndpointEditor::fillList(size_t current)
{
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        for (size_t row = 0; row < shown().size(); ++row) {
            m_list->addTopLevelItem(new QTreeWidgetItem);
            showRow(row);
        }
        m_list->setCurrentItem(m_list->topLevelItem(int(current)));
    }
    const bool several = shown().size() > 1;
    m_list->setVisible(several);
    m_remove->setVisible(several);
    m_add->setEnabled(m_endpoints.size() < kMostEndpoints);
    updateSize();
    fillForm();
    Q_EMIT chosen();
}

void EndpointEditor::showRow(size_t row)
{
    const EndpointSettings &endpoint = shown()[row];
    QTreeWidgetItem *item = m_list->topLevelItem(int(row));
    const QString sources =
        endpoint.sources.isEmpty() ? tr("any") : consumer::joinList(endpoint.sources);
    item->setText(0, endpoint.path);
    item->setText(1, sources);
    item->setToolTip(0, endpoint.path);
    item->setToolTip(1, sources);
}

void EndpointEditor::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    updateSize(); // Only now the rows know their style.
}

/// As high as its rows, up to some; then it scrolls.
void EndpointEditor::updateSize()
{
    m_list->ensurePolished();
    const int rows = int(std::min(shown().size(), size_t(kMostRowsShown)));
    const int height = std::max(m_list->sizeHintForRow(0), m_list->fontMetrics().height() + 6);
    m_list->setFixedHeight(m_list->header()->sizeHint().height() + rows * height
                           + 2 * m_list->frameWidth() + 2);
}

} // namespace pushbench::ui
