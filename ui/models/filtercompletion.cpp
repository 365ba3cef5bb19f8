// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/filtercompletion.h"

#include <array>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

using Scope = ledger::Filter::Scope;

struct TermWords
{
    QLatin1StringView name;
    QStringList values; ///< Known ones.
    ledger::Filter::Scopes scopes = Scope::Traffic;
};

const std::vector<TermWords> &terms()
{
    static const std::vector<TermWords> kTerms{
        {"resource:"_L1,
         {u"Property"_s, u"Media"_s, u"Member"_s, u"Office"_s, u"OpenHouse"_s, u"Showing"_s,
          u"Contacts"_s, u"Teams"_s},
         Scope::Traffic},
        {"key:"_L1, {}, Scope::Traffic},
        {"seq:"_L1, {}, Scope::Traffic | Scope::Gaps},
        {"is:"_L1,
         {u"received"_s, u"late"_s, u"duplicate"_s, u"conflict"_s, u"seen"_s, u"recovered"_s,
          u"refused"_s},
         Scope::Traffic},
        {"is:"_L1, {u"marked"_s}, Scope::Traffic | Scope::Gaps},
        {"note:"_L1, {}, Scope::Traffic | Scope::Gaps},
        {"is:"_L1,
         {u"open"_s, u"unexplained"_s, u"checking"_s, u"hidden"_s, u"lost"_s, u"lost-superseded"_s,
          u"recovered"_s, u"filled"_s},
         Scope::Gaps},
        {"status:"_L1,
         {u"200"_s, u"400..499"_s, u"401"_s, u"413"_s, u"429"_s, u"500..599"_s, u"503"_s},
         Scope::Traffic},
        {"side:"_L1, {u"consumer"_s, u"producer"_s}, Scope::Traffic},
        {"source:"_L1, {}, Scope::Traffic | Scope::Gaps},
        {"exchange:"_L1, {}, Scope::Traffic | Scope::Gaps | Scope::Findings},
        {"outcome:"_L1,
         {u"delivered"_s, u"refused"_s, u"held"_s, u"unknown"_s, u"failed"_s, u"answered"_s},
         Scope::Traffic},
        {"id:"_L1, {}, Scope::Findings},
        {"severity:"_L1, {u"fail"_s, u"warn"_s, u"info"_s}, Scope::Findings},
    };
    return kTerms;
}

/// From the last blank before the cursor that is in no quotes.
qsizetype startOfWord(QStringView text)
{
    qsizetype start = 0;
    bool inside = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'"')
            inside = !inside;
        else if (text[i].isSpace() && !inside)
            start = i + 1;
    }
    return start;
}

QString quoted(const QString &value)
{
    return value.contains(u' ') ? QString(u'"' + value + u'"') : value;
}

} // namespace

FilterWord completeFilter(const QString &text, qsizetype cursor, const QStringList &sources,
                          Scope scope)
{
    FilterWord word;
    word.from = startOfWord(QStringView(text).first(cursor));
    word.length = cursor - word.from;
    QString typed = text.mid(word.from, word.length);
    const QString minus = typed.startsWith(u'-') ? u"-"_s : QString();
    typed.remove(0, minus.size());
    if (typed.isEmpty())
        return word;
    for (const TermWords &term : terms()) {
        if (!term.scopes.testFlag(scope))
            continue;
        if (term.name.startsWith(typed, Qt::CaseInsensitive) && term.name != typed)
            word.choices += minus + term.name;
        if (!typed.startsWith(term.name))
            continue;
        const QString begun = typed.mid(term.name.size());
        const QStringList &values = term.name == "source:"_L1 ? sources : term.values;
        for (const QString &value : values) {
            if (value.startsWith(begun, Qt::CaseInsensitive) && value != begun)
                word.choices += minus + term.name + quoted(value);
        }
    }
    return word;
}

} // namespace pushbench::ui
