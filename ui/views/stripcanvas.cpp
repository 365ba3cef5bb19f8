// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/views/stripcanvas.h"

#include "ui/models/texts.h"
#include "ui/views/theme.h"

#include <QApplication>
#include <QHelpEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kBandHeight = 44;
constexpr int kZoomNotch = 120; ///< A step of a wheel, in QWheelEvent's eighths of a degree.
constexpr double kZoomStep = 0.8;

} // namespace

StripCanvas::StripCanvas(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::CrossCursor);
    setAccessibleName(tr("Sequence strip"));
}

QSize StripCanvas::sizeHint() const
{
    return {600, kBandHeight + 2 * fontMetrics().height() + 8};
}

QSize StripCanvas::minimumSizeHint() const
{
    return {200, sizeHint().height()};
}

QRect StripCanvas::band() const
{
    return {kMargin, 0, std::max(width() - 2 * kMargin, 1), kBandHeight};
}

int StripCanvas::wantedCells() const
{
    return int(std::min<quint64>(m_window.size(), quint64(band().width())));
}

void StripCanvas::start(const NumberWindow &bounds)
{
    m_picture = {};
    m_times.clear();
    m_selected.clear();
    m_caret.reset();
    m_empty = false;
    m_bounds = bounds;
    m_whole = true;
    setWindow(bounds);
}

void StripCanvas::clear()
{
    m_picture = {};
    m_times.clear();
    m_selected.clear();
    m_caret.reset();
    m_empty = true;
    setAccessibleDescription(tr("No events yet."));
    update();
}

void StripCanvas::setBounds(const NumberWindow &bounds)
{
    m_bounds = bounds;
    if (m_whole)
        setWindow(bounds);
    else
        Q_EMIT wanted();
}

void StripCanvas::setCells(const NumberWindow &covered, std::vector<ledger::StripCell> cells)
{
    m_picture = StripPicture(covered, std::move(cells));
    update();
}

void StripCanvas::setWindow(const NumberWindow &window)
{
    m_window = window;
    setAccessibleDescription(tr("Shows %1 of %2")
                                 .arg(numberRange(m_window.first(), m_window.last()),
                                      numberRange(m_bounds.first(), m_bounds.last())));
    update();
    Q_EMIT wanted();
}

void StripCanvas::show(const NumberWindow &window)
{
    m_whole = window == m_bounds;
    setWindow(window);
}

void StripCanvas::showWhole()
{
    show(m_bounds);
}

void StripCanvas::zoom(double factor, double pixel)
{
    if (!m_empty)
        show(m_window.zoomed(factor, pixel, band().width(), m_bounds));
}

void StripCanvas::zoomIn()
{
    zoom(kZoomStep, m_window.pixelOf(caret(), band().width()));
}

void StripCanvas::zoomOut()
{
    zoom(1 / kZoomStep, m_window.pixelOf(caret(), band().width()));
}

void StripCanvas::jumpTo(qint64 number)
{
    m_caret = number;
    if (number < m_window.first() || number > m_window.last() || m_whole)
        show(NumberWindow::around(number, std::min<quint64>(m_window.size(), 400), m_bounds));
    update();
}

qint64 StripCanvas::caret() const
{
    const qint64 middle = m_window.numberAt(band().width() / 2.0, band().width());
    return std::clamp(m_caret.value_or(middle), m_window.first(), m_window.last());
}

QString StripCanvas::describe(qint64 number) const
{
    QString text = m_picture.describe(number);
    if (const auto cell = m_picture.cellAt(number); cell && m_describer) {
        const QString more = m_describer(cell->first, cell->last);
        text += more.isEmpty() ? QString() : QString(u'\n' + more);
    }
    return text;
}

void StripCanvas::setTimes(std::vector<TimeMark> marks)
{
    if (marks == m_times)
        return;
    m_times = std::move(marks);
    update();
}

int StripCanvas::mostTimes() const
{
    const int widest = QFontMetrics(codeFont()).horizontalAdvance(u"00:00:00.000"_s) + 24;
    return std::max(band().width() / widest, 1);
}

void StripCanvas::select(std::vector<std::pair<qint64, qint64>> ranges)
{
    m_selected = std::move(ranges);
    if (!m_selected.empty() && !m_empty) {
        const qint64 first = m_selected.front().first;
        if (m_selected.front().second < m_window.first() || first > m_window.last())
            show(NumberWindow::around(first, m_window.size(), m_bounds));
    }
    update();
}

void StripCanvas::activate(qint64 number)
{
    m_caret = number;
    update();
    if (const auto cell = m_picture.cellAt(number))
        Q_EMIT rangeActivated(cell->first, cell->last);
}

void StripCanvas::moveCaret(int cells)
{
    const int count = wantedCells();
    const double step = std::max(double(m_window.size()) / double(std::max(count, 1)), 1.0);
    const NumberWindow moved = NumberWindow(caret(), caret()).moved(double(cells) * step, m_bounds);
    m_caret = moved.first();
    if (*m_caret < m_window.first() || *m_caret > m_window.last())
        show(m_window.moved(double(cells) * double(m_window.size()) / 4, m_bounds));
    setAccessibleDescription(describe(*m_caret));
    update();
}

// Events

bool StripCanvas::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const qint64 number = m_window.numberAt(help->pos().x() - kMargin, band().width());
    const QString text = band().contains(help->pos()) && !m_empty ? describe(number) : QString();
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), text, this);
    return true;
}

void StripCanvas::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    Q_EMIT wanted();
}

void StripCanvas::wheelEvent(QWheelEvent *event)
{
    const int turned = event->angleDelta().y();
    const int sideways = event->angleDelta().x();
    if (turned != 0)
        zoom(std::pow(kZoomStep, double(turned) / kZoomNotch), event->position().x() - kMargin);
    else if (sideways != 0 && !m_empty)
        show(m_window.moved(-double(sideways) / kZoomNotch * double(m_window.size()) / 10,
                            m_bounds));
    event->accept();
}

void StripCanvas::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->position().toPoint();
    m_pressedWindow = m_window;
    m_dragging = false;
}

void StripCanvas::mouseMoveEvent(QMouseEvent *event)
{
    if (!(event->buttons() & Qt::LeftButton) || m_empty)
        return;
    const double dx = event->position().x() - m_pressed.x();
    if (!m_dragging && std::abs(dx) < QApplication::startDragDistance())
        return;
    m_dragging = true;
    setCursor(Qt::ClosedHandCursor);
    show(m_pressedWindow.moved(-dx * double(m_window.size()) / band().width(), m_bounds));
}

void StripCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    setCursor(Qt::CrossCursor);
    if (event->button() == Qt::LeftButton && !m_dragging && !m_empty
        && band().contains(event->position().toPoint()))
        activate(m_window.numberAt(event->position().x() - kMargin, band().width()));
    m_dragging = false;
}

void StripCanvas::keyPressEvent(QKeyEvent *event)
{
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    const double page = double(m_window.size());
    if (m_empty)
        return QWidget::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Left:
        return shift ? moveCaret(-1) : show(m_window.moved(-page / 8, m_bounds));
    case Qt::Key_Right:
        return shift ? moveCaret(1) : show(m_window.moved(page / 8, m_bounds));
    case Qt::Key_PageUp:
        return show(m_window.moved(-page, m_bounds));
    case Qt::Key_PageDown:
        return show(m_window.moved(page, m_bounds));
    case Qt::Key_Home:
        return show(m_window.moved(-double(m_bounds.size()), m_bounds));
    case Qt::Key_End:
        return show(m_window.moved(double(m_bounds.size()), m_bounds));
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomIn();
    case Qt::Key_Minus:
        return zoomOut();
    case Qt::Key_0:
        return showWhole();
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return activate(caret());
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace pushbench::ui
