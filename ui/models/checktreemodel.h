// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/models/checkhistory.h"
#include "ui/models/checkmark.h"

#include <QAbstractItemModel>

#include <array>

namespace pushbench::ui {

/// The checks of a run, in a tree by clause: a clause is worth what the worst of its checks is, and
/// one that has a single check is that check.
/// Rows turn while the run goes on, and say what they were the last time.
class CheckTreeModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column : int { Check, Level, Verdict, Last, Time, Says, kColumns };

    using QAbstractItemModel::QAbstractItemModel;

    /// A run begins: nothing is judged yet. Where checks run one after the other, the first that is
    /// not judged is the one that runs.
    void begin(const std::vector<checks::CheckSpec> &specs, const PastRun *last, bool inOrder);
    void take(const std::vector<checks::Entry> &entries);
    /// Nothing runs any more.
    void end();

    /// So many stand like that; of all checks.
    [[nodiscard]] int count(CheckMark mark) const;
    [[nodiscard]] int count(CheckChange change) const;
    [[nodiscard]] int total() const { return int(m_checks.size()); }
    [[nodiscard]] int judgedCount() const;

    /// Null for the row of a clause with several; its outcome is Skip until it was judged.
    [[nodiscard]] const checks::Entry *entryAt(const QModelIndex &index) const;
    [[nodiscard]] CheckMark markAt(const QModelIndex &index) const;
    [[nodiscard]] CheckChange changeAt(const QModelIndex &index) const;
    [[nodiscard]] std::optional<checks::Status> lastAt(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexOf(QByteArrayView id) const;
    [[nodiscard]] std::vector<checks::Entry> judgedEntries() const;

    [[nodiscard]] QModelIndex index(int row, int column,
                                    const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    struct Row
    {
        checks::Entry entry;
        bool judged = false;
        std::optional<checks::Status> last{};
        int clause = 0;
    };
    struct Clause
    {
        QByteArrayView id;
        std::vector<int> checks{}; ///< Places in m_checks.
    };

    [[nodiscard]] const Row *rowOf(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexOf(size_t check) const;
    [[nodiscard]] CheckMark markOf(const Row &row) const;
    [[nodiscard]] static CheckChange changeOf(const Row &row);
    [[nodiscard]] CheckMark markOf(const Clause &clause) const;
    [[nodiscard]] QString textOf(const Row &row, int column) const;
    [[nodiscard]] QString textOf(const Clause &clause, int column) const;
    void moveRunning();
    void changed(size_t check);

    std::vector<Clause> m_clauses;
    std::vector<Row> m_checks;
    std::optional<size_t> m_running;
    bool m_inOrder = false;
};

} // namespace pushbench::ui
