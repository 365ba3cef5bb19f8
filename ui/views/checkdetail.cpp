// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/views/checkdetail.h"

#include "ui/models/texts.h"
#include "ui/views/checktree.h"
#include "ui/views/theme.h"

#include <QEvent>
#include <QLabel>
#include <QStringBuilder>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

QString escaped(QByteArrayView text)
{
    return QString::fromUtf8(text).toHtmlEscaped();
}

QString inked(QRgb color, const QString &html)
{
    return u"<span style='color:" % QColor::fromRgb(color).name() % u"'>" % html % u"</span>";
}

QString paragraph(const QString &html)
{
    return u"<p style='margin:0 0 5px 0'>" % html % u"</p>";
}

} // namespace

CheckDetail::CheckDetail(const CheckTreeModel &model, QWidget *parent)
    : QScrollArea(parent)
    , m_model(model)
    , m_text(new QLabel)
{
    m_text->setTextFormat(Qt::RichText);
    m_text->setWordWrap(true);
    m_text->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_text->setMargin(10);
    m_text->setTextInteractionFlags(Qt::TextBrowserInteraction);
    m_text->setAccessibleName(tr("The check that is chosen"));
    setWidgetResizable(true);
    setFrameShape(NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setWidget(m_text);
    connect(m_text, &QLabel::linkActivated, this,
            [this](const QString &link) { Q_EMIT evidenceWanted({link.toLongLong()}); });
    connect(&model, &QAbstractItemModel::dataChanged, this, &CheckDetail::write);
    connect(&model, &QAbstractItemModel::modelReset, this, &CheckDetail::write);
    write();
}

void CheckDetail::show(const QModelIndex &index)
{
    m_index = index;
    write();
    ensureVisible(0, 0);
}

QString CheckDetail::text() const
{
    return m_text->text();
}

void CheckDetail::write()
{
    QString html;
    if (!m_index.isValid())
        html =
            inked(themeColors(palette()).muted,
                  tr("Choose a check to see what was compared, and the exchanges that show it."));
    else if (m_model.entryAt(m_index))
        html = ofCheck(m_index);
    else
        html = ofClause(m_index);
    if (html != m_text->text()) // what runs elsewhere must not take away a selection
        m_text->setText(html);
}

QString CheckDetail::ofCheck(const QModelIndex &index) const
{
    const ThemeColors &theme = themeColors(palette());
    const checks::Entry &entry = *m_model.entryAt(index);
    const checks::Outcome &outcome = entry.outcome;
    QString html = paragraph(u"<b>" % escaped(entry.spec.title) % u"</b>");
    QStringList facts{escaped(entry.spec.id), escaped(checks::levelName(entry.spec.level))};
    if (const QString word = checkMarkWord(m_model.markAt(index)); !word.isEmpty())
        facts += word;
    if (entry.proven)
        facts += tr("of the suite %1").arg(escaped(checks::suiteName(*entry.proven)));
    if (entry.expected || entry.better)
        facts += entry.expected ? tr("as expected") : tr("expected to fail, and does not");
    if (const auto last = m_model.lastAt(index))
        facts += tr("last run: %1").arg(checkMarkWord(checkMarkOf(*last)));
    if (outcome.duration.count() > 0)
        facts += milliseconds(outcome.duration);
    html += paragraph(inked(theme.muted, facts.join(u" \u00B7 "_s)));
    for (const checks::Assertion &assertion : outcome.assertions) {
        const CheckMark mark = checkMarkOf(assertion.status);
        html += paragraph(
            inked(checkColor(mark, theme), QString(checkMarkGlyph(mark))) % u" "
            % assertion.description.toHtmlEscaped() % u"<br>" % inked(theme.muted, tr("expected"))
            % u" " % assertion.expected.toHtmlEscaped() % u"<br>" % inked(theme.muted, tr("got"))
            % u" " % assertion.actual.toHtmlEscaped());
    }
    if (outcome.assertions.empty() && !outcome.sentence.isEmpty())
        html += paragraph(outcome.sentence.toHtmlEscaped());
    QStringList links;
    for (const ExchangeNumber number : outcome.evidence)
        links +=
            u"<a href='%1' style='color:%2'>%3</a>"_s.arg(number.value)
                .arg(QColor::fromRgb(theme.accent).name(), tr("exchange %1").arg(number.value));
    if (!links.isEmpty())
        html += paragraph(inked(theme.muted, tr("Evidence:")) % u" " % links.join(u", "_s));
    html +=
        paragraph(inked(theme.muted, tr("What is done:")) % u" " % escaped(entry.spec.stimulus));
    return html
        % paragraph(inked(theme.muted, tr("What passes:")) % u" "
                    % escaped(entry.spec.expectation));
}

QString CheckDetail::ofClause(const QModelIndex &index) const
{
    const ThemeColors &theme = themeColors(palette());
    QString html = paragraph(u"<b>" % index.data().toString().toHtmlEscaped() % u"</b>");
    for (int row = 0; row < m_model.rowCount(index); ++row) {
        const QModelIndex check = m_model.index(row, 0, index);
        const QString word = checkMarkWord(m_model.markAt(check));
        html += paragraph((word.isEmpty() ? QString() : QString(inked(theme.muted, word) % u"  "))
                          % check.data().toString().toHtmlEscaped());
    }
    return html;
}

void CheckDetail::changeEvent(QEvent *event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        write();
}

} // namespace pushbench::ui
