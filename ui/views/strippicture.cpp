// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/views/strippicture.h"

#include "ui/models/stripmeaning.h"
#include "ui/models/texts.h"
#include "ui/views/statepainter.h"

#include <QCoreApplication>
#include <QStringBuilder>

#include <algorithm>
#include <cmath>

namespace pushbench::ui {
namespace {

constexpr int kSmallest = 3; ///< What is wrong is never thinner than this, however far out.

QString word(const char *text)
{
    return QCoreApplication::translate("Strip", text);
}

bool isPlain(Meaning meaning)
{
    return meaning == Meaning::Received || meaning == Meaning::Seen || meaning == Meaning::Open
        || meaning == Meaning::Hidden;
}

/// Harmless, and often many: a cell of thousands of numbers is not taken over by one of these.
bool isMild(Meaning meaning)
{
    return meaning == Meaning::Late || meaning == Meaning::Duplicate;
}

} // namespace

StripPicture::StripPicture(const NumberWindow &covered, std::vector<ledger::StripCell> cells)
    : m_covered(covered)
    , m_cells(std::move(cells))
{
}

std::optional<StripPicture::Cell> StripPicture::cellAt(qint64 number) const
{
    if (m_cells.empty() || number < m_covered.first() || number > m_covered.last())
        return std::nullopt;
    const int count = int(m_cells.size());
    int low = 0; // the last cell that starts at or before the number
    int high = count - 1;
    while (low < high) {
        const int middle = (low + high + 1) / 2;
        if (m_covered.cellStart(middle, count) <= number)
            low = middle;
        else
            high = middle - 1;
    }
    const qint64 last =
        low + 1 == count ? m_covered.last() : m_covered.cellStart(low + 1, count) - 1;
    return Cell{m_covered.cellStart(low, count), last, &m_cells[size_t(low)]};
}

QString StripPicture::describe(qint64 number) const
{
    const std::optional<Cell> cell = cellAt(number);
    if (!cell)
        return {};
    QStringList words;
    for (const Meaning meaning : meaningsIn(*cell->content))
        words += meaningWord(meaning);
    return numberRange(cell->first, cell->last) % u": "
        % (words.isEmpty() ? word(QT_TRANSLATE_NOOP("Strip", "nothing"))
                           : words.join(word(QT_TRANSLATE_NOOP("Strip", ", "))));
}

void StripPicture::paint(QPainter &painter, const QRect &area, const NumberWindow &window,
                         bool dark) const
{
    const int count = int(m_cells.size());
    struct Run
    {
        QRect rect;
        Meaning meaning;
        int density;
    };
    std::vector<Run> odd; // painted last, so that widened ones stay visible
    const auto left = [&](int index) {
        const qint64 number = index == count ? m_covered.last() : m_covered.cellStart(index, count);
        const double pixel = window.pixelOf(number, area.width())
            + (index == count ? area.width() / double(window.size()) : 0.0);
        return area.left() + int(std::lround(std::clamp(pixel, -10.0, area.width() + 10.0)));
    };
    // Where every number is a cell of its own and there is room, each is seen by itself.
    const bool apart =
        area.width() >= 8 * double(window.size()) && m_covered.size() == quint64(count);
    int index = 0;
    while (index < count) {
        const std::optional<Meaning> meaning = leadingMeaning(m_cells[size_t(index)]);
        const int density = m_cells[size_t(index)].density;
        int end = index + 1;
        while (!apart && end < count && leadingMeaning(m_cells[size_t(end)]) == meaning
               && (meaning != Meaning::Received || m_cells[size_t(end)].density == density))
            ++end;
        QRect rect(left(index), area.top(), left(end) - left(index), area.height());
        if (apart)
            rect.setWidth(rect.width() - 1);
        if (meaning && isPlain(*meaning))
            paintState(painter, rect, *meaning, dark, density);
        else if (meaning)
            odd.push_back({rect, *meaning, density});
        index = end;
    }
    const bool joined = m_covered.size() > quint64(count); // several numbers to a cell
    for (Run &run : odd) {
        if (run.rect.width() < kSmallest)
            run.rect = QRect(run.rect.center().x() - kSmallest / 2, run.rect.top(), kSmallest,
                             run.rect.height());
        if (joined && isMild(run.meaning)) {
            paintState(painter, run.rect, Meaning::Received, dark, run.density);
            run.rect.setTop(run.rect.top() + run.rect.height() / 2);
        }
        paintState(painter, run.rect, run.meaning, dark);
    }
}

} // namespace pushbench::ui
