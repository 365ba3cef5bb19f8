// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/consumer/policy/policy.h"

#include <QAbstractTableModel>

namespace pushbench::ui {

/// The script of a reply policy as a table that can be edited: one row a reply, worked off from top
/// to bottom.
class PolicyTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        Times,
        Status,
        RetryAfter,
        Latency,
        Fault,
    };
    static constexpr int kColumns = 5;

    using QAbstractTableModel::QAbstractTableModel;

    void show(std::vector<consumer::ScriptedReply> replies);
    [[nodiscard]] const std::vector<consumer::ScriptedReply> &replies() const noexcept
    {
        return m_replies;
    }

    /// A reply of the kind that is wanted most, behind that row; gives the new one.
    int insertBehind(int row);
    void remove(int row);
    /// Up or down by one; gives where the row stands then.
    int move(int row, int by);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    /// What cannot be sent is refused, and said why by refused().
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    /// By a person: not by show().
    void edited();
    void refused(const QString &why);

private:
    [[nodiscard]] bool setRetryAfter(consumer::Reply &reply, const QString &text);

    std::vector<consumer::ScriptedReply> m_replies;
};

} // namespace pushbench::ui
