// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/exchange.h"
#include "ui/models/showntext.h"
#include "ui/views/codeview.h"

#include <QFrame>

#include <array>

class QLabel;
class QStackedWidget;
class QTabWidget;
class QTreeWidget;

namespace pushbench::ui {

class Bench;
class FindingList;
class Waterfall;

/// One exchange in full: request, answer, raw bytes, headers, what was found in it and how long it
/// took. Fetches it when asked; a finding that is chosen marks the bytes that it is about.
class Inspector final : public QFrame
{
    Q_OBJECT

public:
    explicit Inspector(Bench &bench, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(Inspector)

    /// Shows the exchange and, when one is named, marks that event in its body.
    void inspect(ExchangeNumber number, std::optional<protocol::Sequence> event = {});
    /// Shows the exchange, and marks what the first of its findings with that id is about.
    void inspectFinding(ExchangeNumber number, const QString &id);
    /// Shows an exchange of the latest run of checks.
    void inspectEvidence(ExchangeNumber number);
    void clear();

    [[nodiscard]] ExchangeNumber shownExchange() const;
    [[nodiscard]] FindingList &findings() const { return *m_findingList; }
    [[nodiscard]] CodeView &requestView() const { return *m_views[Request]; }

    void copyAsCurl() const;
    void copyBody() const;

private:
    enum Page : int { Request, Response, Raw, Headers };

    void build();
    [[nodiscard]] QWidget *buildDetails();
    void fetch(ExchangeNumber number);
    void take(const std::shared_ptr<const journal::Exchange> &found,
              const protocol::Findings &findings);
    void showExchange();
    void showSummary();
    void showHeaders();
    /// Makes the page that is in front, once for each exchange.
    void showPage();
    void markFinding(int row);
    void mark(Part part, protocol::ByteRange bytes, MarkKind kind);

    Bench &m_bench;
    ExchangeNumber m_wanted;
    std::optional<protocol::Sequence> m_wantedEvent;
    QString m_wantedFinding;
    bool m_evidence = false; ///< Wanted of the checks, and not of the session.
    std::shared_ptr<const journal::Exchange> m_exchange;
    protocol::Findings m_findings;
    std::array<bool, 3> m_made{};

    QStackedWidget *m_stack;
    QLabel *m_title;
    QLabel *m_summary;
    QTabWidget *m_tabs;
    std::array<CodeView *, 3> m_views;
    QTreeWidget *m_headers;
    QLabel *m_findingsTitle;
    FindingList *m_findingList;
    QLabel *m_timingTitle;
    Waterfall *m_waterfall;
    QLabel *m_empty;
};

} // namespace pushbench::ui
