// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QSet>
#include <QString>

#include <vector>

/// The rules that keep the folders apart, as pure functions over sources in memory.
namespace pushbench::boundary {

/// A file of the checkout; path is relative to its root, with slashes.
struct SourceFile
{
    QString path;
    QByteArray content;
};

using Tree = std::vector<SourceFile>;

/// What Qt installed, because only Qt knows which module a class belongs to.
struct QtHeaders
{
    QSet<QString> core;
    QSet<QString> network;
};

enum class Rule : quint8 {
    Room,       ///< A source stands in a folder that the floors know.
    Rooted,     ///< Includes of ours start at the checkout's root.
    OwnFirst,   ///< a.cpp includes a.h before all others.
    Arrow,      ///< A folder includes and links only what stands below it.
    QtModule,   ///< A folder uses only the Qt modules that are its own.
    Io,         ///< Protocol and ledger neither read nor wait.
    Library,    ///< A foreign library is known in one place.
    HttpServer, ///< One source includes QtHttpServer.
    QtVersion,  ///< Only that source asks for Qt's version.
    Clock,      ///< Time is an argument; the machine's clock is read in core/base alone.
    Mutex,      ///< Threads meet in the Inbox alone.
    Cmake,      ///< What is on the disk is built.
    Spdx,       ///< Two SPDX lines on top.
    Readme,     ///< A folder says in some ten lines what it is.
};
inline constexpr int kRuleCount = int(Rule::Readme) + 1;

struct Breach
{
    Rule rule{};
    QString path;
    int line = 0;
    QString text;

    /// "core/ledger/gap.h:7: core/ledger may not know core/wire", to click on.
    [[nodiscard]] QString message() const;
};

/// Everything in the tree that goes against a rule, in the order of the tree.
[[nodiscard]] std::vector<Breach> breaches(const Tree &, const QtHeaders &);

} // namespace pushbench::boundary
