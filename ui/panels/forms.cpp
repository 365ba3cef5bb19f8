// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/forms.h"

#include "ui/views/icons.h"

#include <QAction>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QRegularExpressionValidator>
#include <QResizeEvent>
#include <QScrollBar>
#include <QStringBuilder>
#include <QToolButton>
#include <QVBoxLayout>

namespace pushbench::ui {

QFormLayout *newForm(QWidget *owner)
{
    auto *form = new QFormLayout(owner);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(10);
    form->setVerticalSpacing(6);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    return form;
}

void alignLabels(QWidget &panel)
{
    std::vector<QWidget *> labels;
    int widest = 0;
    for (const QFormLayout *form : panel.findChildren<QFormLayout *>()) {
        for (int row = 0; row < form->rowCount(); ++row) {
            const QLayoutItem *item = form->itemAt(row, QFormLayout::LabelRole);
            if (!item || !item->widget())
                continue;
            labels.push_back(item->widget());
            widest = std::max(widest, item->widget()->sizeHint().width());
        }
    }
    for (QWidget *label : labels)
        label->setMinimumWidth(widest);
}

QLineEdit *newSequenceLine()
{
    static const QRegularExpression digits(QStringLiteral("[1-9][0-9]{0,18}"));
    auto *line = new QLineEdit;
    line->setValidator(new QRegularExpressionValidator(digits, line));
    line->setMinimumWidth(60);
    return line;
}

QLineEdit *newSecretLine()
{
    auto *line = new QLineEdit;
    line->setEchoMode(QLineEdit::Password);
    auto *reveal =
        new QAction(themedIcon(QStringLiteral("eye")), QLineEdit::tr("Show the secret"), line);
    reveal->setCheckable(true);
    line->addAction(reveal, QLineEdit::TrailingPosition);
    QObject::connect(reveal, &QAction::toggled, line, [line](bool shown) {
        line->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
    });
    return line;
}

QHBoxLayout *fileRow(QLineEdit *line, const QString &title, const QString &filter)
{
    auto *browse = named(new QToolButton, title);
    browse->setText(QStringLiteral("\u2026"));
    browse->setProperty("framed", true);
    browse->setFocusPolicy(Qt::StrongFocus);
    QObject::connect(browse, &QToolButton::clicked, line, [line, title, filter] {
        const QString path =
            QFileDialog::getOpenFileName(line->window(), title, line->text(), filter);
        if (!path.isEmpty())
            line->setText(path);
    });
    auto *row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(line, 1);
    row->addWidget(browse);
    return row;
}

QString pemFiles()
{
    return QFileDialog::tr("PEM (*.pem *.crt *.cer *.key);;All files (*)");
}

FaultLabel::FaultLabel(const QString &name)
{
    setAccessibleName(name);
    setWordWrap(true);
    setTextFormat(Qt::PlainText);
    setProperty("tone", QStringLiteral("bad"));
    hide();
}

void FaultLabel::say(const QString &fault)
{
    setText(fault.isEmpty() ? QString() : QString(u'\u2718' % QStringLiteral(" ") % fault));
    setVisible(!fault.isEmpty());
}

QLabel *mutedLabel(const QString &text)
{
    auto *label = new QLabel(text);
    label->setProperty("muted", true);
    label->setWordWrap(true);
    return label;
}

namespace {

/// Scrolls up and down only: never narrower than what is in it.
class UprightScrollArea final : public QScrollArea
{
public:
    [[nodiscard]] QSize minimumSizeHint() const override
    {
        const int bar = verticalScrollBar()->sizeHint().width();
        return {widget() ? widget()->minimumSizeHint().width() + bar : bar, 80};
    }
};

} // namespace

namespace {

/// Keeps the right edges of both in one line.
void alignWith(const QScrollArea &area, QWidget &top)
{
    const QScrollBar *bar = area.verticalScrollBar();
    QObject::connect(bar, &QScrollBar::rangeChanged, &top, [bar, &top](int least, int most) {
        QMargins margins = top.layout()->contentsMargins();
        margins.setRight(kPanelMargin + (most > least ? bar->sizeHint().width() : 0));
        top.layout()->setContentsMargins(margins);
    });
}

} // namespace

QWidget *scrolling(QWidget *content, QWidget *top)
{
    content->setProperty("plain", true);
    auto *area = new UprightScrollArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(content);
    auto *frame = new QFrame;
    frame->setProperty("panel", true);
    auto *layout = new QVBoxLayout(frame);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    // First, so that it comes first for the keyboard, too.
    if (top) {
        layout->addWidget(top);
        alignWith(*area, *top);
    }
    layout->addWidget(area, 1);
    return frame;
}

ShyScrollArea::ShyScrollArea(QWidget *content)
{
    content->setProperty("plain", true);
    content->installEventFilter(this);
    setWidgetResizable(true);
    setFrameShape(NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    setWidget(content);
}

QSize ShyScrollArea::sizeHint() const
{
    const QLayout *layout = widget()->layout();
    const QSize whole = widget()->sizeHint();
    return {whole.width(),
            layout && layout->hasHeightForWidth() ? layout->heightForWidth(viewport()->width())
                                                  : whole.height()};
}

QSize ShyScrollArea::minimumSizeHint() const
{
    constexpr int kLeast = 72; // Two lines and a bit, so that it shows that there is more.
    return {widget()->minimumSizeHint().width() + verticalScrollBar()->sizeHint().width(),
            std::min(sizeHint().height(), kLeast)};
}

void ShyScrollArea::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        updateGeometry();
}

bool ShyScrollArea::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        updateGeometry();
    return QScrollArea::eventFilter(watched, event);
}

} // namespace pushbench::ui
