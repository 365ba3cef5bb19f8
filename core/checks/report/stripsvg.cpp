// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/report/stripsvg.h"

#include <array>

using namespace Qt::StringLiterals;

namespace pushbench::checks {
namespace {

constexpr double kWidth = 960;
constexpr double kHeight = 36;
constexpr double kSmallest = 3; ///< What is wrong is never thinner than this, however far out.
constexpr double kApart = 8;    ///< Single numbers that wide stand apart.

struct State
{
    quint16 flag;
    const char *name; ///< Of its class, its pattern and its colour.
    const char *glyph;
    const char *word;
    bool plain; ///< Painted first, and never widened.
};

/// Gravest first.
constexpr std::array<State, 8> kStates{{
    {ledger::StripConflict, "conflict", "!", "conflict", false},
    {ledger::StripLost, "lost", "✘", "lost", false},
    {ledger::StripSuperseded, "superseded", "‖", "lost, superseded", false},
    {ledger::StripDuplicate, "duplicate", "∷", "duplicate", false},
    {ledger::StripLate, "late", "◤", "late", false},
    {ledger::StripOpen, "open", "?", "open", true},
    {ledger::StripHidden, "hidden", "≡", "hidden", true},
    {ledger::StripReceived, "received", "●", "received", true},
}};

/// Holes among received numbers show as a paler shade; only where nothing came they show as such.
const State *leading(const ledger::StripCell &cell)
{
    const bool any = cell.states & ledger::StripReceived;
    constexpr quint16 faint = ledger::StripOpen | ledger::StripHidden;
    for (const State &state : kStates) {
        if ((cell.states & state.flag) && !(any && (state.flag & faint)))
            return &state;
    }
    return nullptr;
}

QString number(double value)
{
    return QString::number(value, 'f', 1);
}

QString shape(const State &state, double x, double y, double width, double height, int density)
{
    const QString name = QString::fromLatin1(state.name);
    const QString place = uR"(x="%1" y="%2" width="%3" height="%4")"_s.arg(
        number(x), number(y), number(width), number(height));
    if (state.flag == ledger::StripReceived)
        return uR"(<rect class="received" %1 fill-opacity="%2"/>)"_s.arg(
            place, QString::number(0.35 + 0.65 * density / 255, 'f', 2));
    if (state.flag == ledger::StripOpen)
        return uR"(<rect class="open" %1/>)"_s.arg(uR"(x="%1" y="%2" width="%3" height="%4")"_s.arg(
            number(x + 0.5), number(y + 0.5), number(std::max(width - 1, 0.5)),
            number(height - 1)));
    return u"<rect fill=\"url(#p-%1)\" %2/>"_s.arg(name, place);
}

QString pattern(const char *name, const QString &content)
{
    return uR"(<pattern id="p-%1" width="6" height="6" patternUnits="userSpaceOnUse">%2</pattern>)"_s
        .arg(QString::fromLatin1(name), content);
}

} // namespace

QString stripSvg(const FeedStrip &strip)
{
    QString below;
    QString above; // What is odd comes last, so that it stays visible where it is widened.
    const size_t count = strip.cells.size();
    const double each = count > 0 ? kWidth / double(count) : 0;
    const quint64 numbers = quint64(strip.last.value) - quint64(strip.first.value) + 1;
    const bool joined = numbers > count; // Several numbers to a cell.
    for (size_t from = 0; from < count;) {
        const State *state = leading(strip.cells[from]);
        size_t to = from + 1;
        while (to < count && each < kApart && leading(strip.cells[to]) == state
               && strip.cells[to].density == strip.cells[from].density)
            ++to;
        const double x = double(from) * each;
        const double width = double(to - from) * each - (each >= kApart ? 1 : 0);
        const int density = strip.cells[from].density;
        if (state && state->plain) {
            below += shape(*state, x, 0, width, kHeight, density);
        } else if (state) {
            const double wide = std::max(width, kSmallest);
            const double left = x - (wide - width) / 2;
            const bool mild =
                state->flag == ledger::StripDuplicate || state->flag == ledger::StripLate;
            if (joined && mild)
                above += shape(kStates.back(), left, 0, wide, kHeight / 2, density);
            const double top = joined && mild ? kHeight / 2 : 0;
            above += shape(*state, left, top, wide, kHeight - top, density);
        }
        from = to;
    }
    const QString label = strip.label.isEmpty() ? u"events without a label"_s : strip.label;
    return uR"(<svg class="strip" viewBox="0 0 %1 %2" role="img" aria-label="%3, %4 to %5">)"
           "<rect class=\"field\" width=\"%1\" height=\"%2\"/>%6%7</svg>"_s.arg(
               QString::number(kWidth), QString::number(kHeight), label.toHtmlEscaped(),
               QString::number(strip.first.value), QString::number(strip.last.value), below, above);
}

QString stripPatterns()
{
    const auto whole = [](const char *fill) {
        return uR"(<rect class="%1" width="6" height="6"/>)"_s.arg(QString::fromLatin1(fill));
    };
    QString all = uR"(<svg class="patterns" aria-hidden="true"><defs>)"_s;
    all += pattern("late",
                   whole("late") + uR"(<path class="cut" d="M-1 7 7 -1M-4 4 4 -4M2 10 10 2"/>)");
    all += pattern("duplicate",
                   whole("received")
                       + uR"(<rect class="duplicate" x="1" y="1" width="3" height="3"/>)");
    all += pattern("conflict",
                   whole("conflict") + uR"(<rect class="paper" x="2" width="2" height="6"/>)");
    all +=
        pattern("hidden", whole("field") + uR"(<rect class="hidden" y="1" width="6" height="2"/>)");
    all += pattern("superseded",
                   whole("field") + uR"(<rect class="superseded" x="1" width="2" height="6"/>)");
    all += pattern("lost", whole("lost") + uR"(<path class="cut thin" d="M0 0 6 6M6 0 0 6"/>)");
    return all + u"</defs></svg>\n"_s;
}

QString stripLegend()
{
    QString items;
    for (auto state = kStates.rbegin(); state != kStates.rend(); ++state)
        items +=
            uR"(<li><svg class="key" viewBox="0 0 18 12" aria-hidden="true">%1</svg> %2 %3</li>)"_s
                .arg(shape(*state, 0, 0, 18, 12, 255), QString::fromUtf8(state->glyph),
                     QString::fromLatin1(state->word));
    return u"<ul class=\"legend\">"_s + items + u"</ul>\n"_s;
}

} // namespace pushbench::checks
