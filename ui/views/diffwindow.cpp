// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/views/diffwindow.h"

#include "ui/bench.h"
#include "ui/models/exchangepages.h"
#include "ui/models/texts.h"
#include "ui/views/theme.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTextBlock>
#include <QVBoxLayout>

namespace pushbench::ui {

using namespace Qt::StringLiterals;
using Kind = DiffLine::Kind;

namespace {

constexpr QSize kUsual(1100, 700);

QStringList linesOf(const journal::Exchange &exchange)
{
    QStringList lines = requestPage(exchange).text().split(u'\n');
    lines += QString();
    lines += responsePage(exchange).text().split(u'\n');
    return lines;
}

/// In front of a line, for whoever cannot tell the colours apart.
QString signOf(Kind kind, bool right)
{
    switch (kind) {
    case Kind::Same:
        return u"  "_s;
    case Kind::Changed:
        return u"\u2260 "_s;
    case Kind::LeftOnly:
        return right ? u"  "_s : u"\u2212 "_s;
    case Kind::RightOnly:
        return right ? u"+ "_s : u"  "_s;
    }
    return {};
}

constexpr int kSign = 2;

QColor blended(QRgb color, int alpha)
{
    QColor blended = QColor::fromRgb(color);
    blended.setAlpha(alpha);
    return blended;
}

QTextEdit::ExtraSelection stretch(const QPlainTextEdit &view, int position, int length,
                                  const QColor &color, bool wholeLine)
{
    QTextEdit::ExtraSelection selection;
    selection.cursor = QTextCursor(view.document());
    selection.cursor.setPosition(position);
    selection.cursor.setPosition(position + length, QTextCursor::KeepAnchor);
    selection.format.setBackground(color);
    if (wholeLine) {
        selection.cursor.clearSelection();
        selection.format.setProperty(QTextFormat::FullWidthSelection, true);
    }
    return selection;
}

} // namespace

DiffWindow::DiffWindow(Bench &bench, ExchangeNumber left, ExchangeNumber right, QWidget *parent)
    : QDialog(parent)
    , m_sides{Side{.number = left}, Side{.number = right}}
    , m_summary(new QLabel)
    , m_next(new QAction(tr("Next difference"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Exchanges %1 and %2").arg(left.value).arg(right.value));
    build();
    resize(kUsual);
    connect(&bench, &Bench::exchangeFetched, this, &DiffWindow::take);
    bench.fetchExchange(left);
    bench.fetchExchange(right);
}

void DiffWindow::build()
{
    auto *columns = new QHBoxLayout;
    columns->setSpacing(6);
    for (Side &side : m_sides) {
        side.title = new QLabel(tr("Exchange %1").arg(side.number.value));
        side.title->setProperty("heading", true);
        side.view = new QPlainTextEdit;
        side.view->setReadOnly(true);
        side.view->setFont(codeFont());
        side.view->setLineWrapMode(QPlainTextEdit::NoWrap);
        side.view->setAccessibleName(side.title->text());
        side.view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // or they would not align
        auto *column = new QVBoxLayout;
        column->addWidget(side.title);
        column->addWidget(side.view, 1);
        columns->addLayout(column, 1);
    }
    for (const auto bar :
         {&QPlainTextEdit::verticalScrollBar, &QPlainTextEdit::horizontalScrollBar}) {
        QScrollBar *one = (left().*bar)();
        QScrollBar *other = (right().*bar)();
        connect(one, &QScrollBar::valueChanged, other, &QScrollBar::setValue);
        connect(other, &QScrollBar::valueChanged, one, &QScrollBar::setValue);
    }
    m_next->setShortcut(Qt::Key_N);
    m_next->setEnabled(false);
    connect(m_next, &QAction::triggered, this, &DiffWindow::goToNext);
    addAction(m_next);
    auto *next = new QPushButton(m_next->text());
    next->setToolTip(tr("Go to the next difference (N)"));
    next->setAutoDefault(false);
    connect(next, &QPushButton::clicked, m_next, &QAction::trigger);
    auto *close = new QPushButton(tr("Close"));
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_summary, 1);
    foot->addWidget(next);
    foot->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(columns, 1);
    layout->addLayout(foot);
}

QString DiffWindow::summary() const
{
    return m_summary->text();
}

void DiffWindow::take(const std::shared_ptr<const journal::Exchange> &found)
{
    if (!found || (m_sides[0].exchange && m_sides[1].exchange))
        return;
    for (Side &side : m_sides) {
        if (side.number == found->number)
            side.exchange = found;
    }
    if (m_sides[0].exchange && m_sides[1].exchange)
        compare();
}

void DiffWindow::compare()
{
    m_lines = diffLines(linesOf(*m_sides[0].exchange), linesOf(*m_sides[1].exchange));
    QStringList left;
    QStringList right;
    qsizetype differing = 0;
    for (const DiffLine &line : m_lines) {
        left += signOf(line.kind, false) + line.left;
        right += signOf(line.kind, true) + line.right;
        differing += line.kind == Kind::Same ? 0 : 1;
    }
    this->left().setPlainText(left.join(u'\n'));
    this->right().setPlainText(right.join(u'\n'));
    for (const Side &side : m_sides)
        side.title->setText(tr("Exchange %1, %2, status %3")
                                .arg(side.number.value)
                                .arg(timeOfDay(side.exchange->began))
                                .arg(side.exchange->status));
    m_summary->setText(differing == 0
                           ? tr("Both are the same.")
                           : tr("Lines that differ: %1 of %2.")
                                 .arg(grouped(qint64(differing)), grouped(qint64(m_lines.size()))));
    m_next->setEnabled(differing > 0);
    paintMarks();
}

void DiffWindow::paintMarks()
{
    const ThemeColors &theme = themeColors(palette());
    QList<QTextEdit::ExtraSelection> left;
    QList<QTextEdit::ExtraSelection> right;
    const auto mark = [&](const QPlainTextEdit &view, int block, const DiffLine &line,
                          TextRange differs, QList<QTextEdit::ExtraSelection> &marks, QRgb color) {
        const int position = view.document()->findBlockByNumber(block).position();
        marks += stretch(view, position, 0, blended(color, 36), true);
        if (line.kind == Kind::Changed && differs.length > 0)
            marks += stretch(view, position + kSign + int(differs.position), int(differs.length),
                             blended(color, 100), false);
    };
    for (int block = 0; block < int(m_lines.size()); ++block) {
        const DiffLine &line = m_lines[size_t(block)];
        if (line.kind == Kind::Changed || line.kind == Kind::LeftOnly)
            mark(this->left(), block, line, line.leftDiffers, left, theme.bad);
        if (line.kind == Kind::Changed || line.kind == Kind::RightOnly)
            mark(this->right(), block, line, line.rightDiffers, right, theme.good);
    }
    this->left().setExtraSelections(left);
    this->right().setExtraSelections(right);
}

void DiffWindow::goToNext()
{
    const int count = int(m_lines.size());
    const int from = left().textCursor().blockNumber();
    const auto differs = [this](int line) { return m_lines[size_t(line)].kind != Kind::Same; };
    for (int step = 1; step <= count; ++step) {
        const int line = (from + step) % count;
        if (!differs(line) || (line > 0 && differs(line - 1)))
            continue; // The beginning of a stretch.
        for (const Side &side : m_sides) {
            side.view->setTextCursor(QTextCursor(side.view->document()->findBlockByNumber(line)));
            side.view->centerCursor();
        }
        return;
    }
}

void DiffWindow::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintMarks();
}

} // namespace pushbench::ui
