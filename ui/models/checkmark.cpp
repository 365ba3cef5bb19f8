// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/checkmark.h"

#include "ui/models/meaning.h"

#include <QCoreApplication>

namespace pushbench::ui {
namespace {

QString word(const char *text)
{
    return QCoreApplication::translate("States", text);
}

} // namespace

CheckMark checkMarkOf(checks::Status status) noexcept
{
    switch (status) {
    case checks::Status::Pass:
        return CheckMark::Pass;
    case checks::Status::Info:
        return CheckMark::Info;
    case checks::Status::Skip:
        return CheckMark::Skip;
    case checks::Status::Inconclusive:
        return CheckMark::Inconclusive;
    case checks::Status::Warn:
        return CheckMark::Warn;
    case checks::Status::Fail:
        return CheckMark::Fail;
    }
    Q_UNREACHABLE();
}

QString checkMarkWord(CheckMark mark)
{
    switch (mark) {
    case CheckMark::Planned:
        return {};
    case CheckMark::Running:
        return word(QT_TRANSLATE_NOOP("States", "running"));
    case CheckMark::Pass:
        return conductWord(Conduct::Pass);
    case CheckMark::Info:
        return verdictWord(protocol::Verdict::Info);
    case CheckMark::Skip:
        return word(QT_TRANSLATE_NOOP("States", "skipped"));
    case CheckMark::Inconclusive:
        return word(QT_TRANSLATE_NOOP("States", "inconclusive"));
    case CheckMark::Warn:
        return verdictWord(protocol::Verdict::Warn);
    case CheckMark::Fail:
        return verdictWord(protocol::Verdict::Fail);
    }
    Q_UNREACHABLE();
}

QChar checkMarkGlyph(CheckMark mark)
{
    switch (mark) {
    case CheckMark::Planned:
        return u'\u25CC';
    case CheckMark::Running:
        return u'\u25B6';
    case CheckMark::Pass:
        return u'\u2714';
    case CheckMark::Info:
        return u'i';
    case CheckMark::Skip:
        return u'\u2013';
    case CheckMark::Inconclusive:
        return u'?';
    case CheckMark::Warn:
        return u'\u25B2';
    case CheckMark::Fail:
        return u'\u2718';
    }
    Q_UNREACHABLE();
}

} // namespace pushbench::ui
