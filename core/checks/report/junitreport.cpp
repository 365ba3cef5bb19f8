// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/datetext.h"
#include "core/checks/report/report.h"

#include <QUrl>
#include <QXmlStreamWriter>

using namespace Qt::StringLiterals;

namespace pushbench::checks {
namespace {

QString text(QByteArrayView view)
{
    return QString::fromUtf8(view);
}

/// XML 1.0 has no place for most control characters, and peers send what they like.
QString printable(QString string)
{
    for (QChar &character : string) {
        const bool allowed = character >= u' ' || character == u'\n' || character == u'\t';
        if (!allowed || character == QChar(0xfffe) || character == QChar(0xffff))
            character = QChar(0xfffd);
    }
    return string;
}

QString seconds(std::chrono::milliseconds time)
{
    return QString::number(double(time.count()) / 1000, 'f', 3);
}

QString detailsOf(const Outcome &outcome)
{
    QString details;
    for (const Assertion &assertion : outcome.assertions)
        details += u"%1: %2; expected %3, got %4\n"_s.arg(text(statusName(assertion.status)),
                                                          assertion.description, assertion.expected,
                                                          assertion.actual);
    return printable(details);
}

void writeCase(QXmlStreamWriter &xml, const Entry &entry)
{
    xml.writeStartElement(u"testcase"_s);
    xml.writeAttribute(u"name"_s, text(entry.spec.id) + u' ' + text(entry.spec.title));
    xml.writeAttribute(u"classname"_s,
                       (entry.proven ? text(suiteName(*entry.proven)) + u'.' : QString())
                           + text(entry.spec.clause()));
    xml.writeAttribute(u"time"_s, seconds(entry.outcome.duration));
    const Status status = entry.outcome.status;
    if (status == Status::Fail && !entry.expected) {
        xml.writeStartElement(u"failure"_s);
        xml.writeAttribute(u"message"_s, printable(entry.outcome.sentence));
        xml.writeAttribute(u"type"_s, text(levelName(entry.spec.level)));
        xml.writeCharacters(detailsOf(entry.outcome));
        xml.writeEndElement();
    } else if (status == Status::Skip || status == Status::Inconclusive
               || (status == Status::Fail && entry.expected)) {
        xml.writeEmptyElement(u"skipped"_s);
        xml.writeAttribute(u"message"_s,
                           entry.expected ? u"known: "_s + printable(entry.outcome.sentence)
                                          : printable(entry.outcome.sentence));
    } else if (status != Status::Pass) {
        xml.writeTextElement(u"system-out"_s,
                             text(statusName(status)) + u'\n' + detailsOf(entry.outcome));
    }
    xml.writeEndElement();
}

} // namespace

QByteArray writeJunit(const Report &report)
{
    QByteArray out;
    QXmlStreamWriter xml(&out);
    xml.setAutoFormatting(true);
    xml.writeStartDocument();
    xml.writeStartElement(u"testsuites"_s);
    xml.writeStartElement(u"testsuite"_s);
    int failures = 0;
    int skipped = 0;
    for (const Entry &entry : report.entries) {
        const Status status = entry.outcome.status;
        failures += status == Status::Fail && !entry.expected ? 1 : 0;
        skipped += status == Status::Skip || status == Status::Inconclusive
                || (status == Status::Fail && entry.expected)
            ? 1
            : 0;
    }
    xml.writeAttribute(u"name"_s, u"pushbench "_s + text(report.name()));
    xml.writeAttribute(u"tests"_s, QString::number(report.entries.size()));
    xml.writeAttribute(u"failures"_s, QString::number(failures));
    xml.writeAttribute(u"errors"_s, u"0"_s);
    xml.writeAttribute(u"skipped"_s, QString::number(skipped));
    xml.writeAttribute(u"time"_s, seconds(report.duration));
    xml.writeAttribute(u"timestamp"_s, text(datetext::rfc3339(report.began)).left(19));
    xml.writeAttribute(u"hostname"_s, QUrl(report.target).host());
    if (!report.environment.empty()) {
        xml.writeStartElement(u"properties"_s);
        for (const auto &[name, value] : report.environment) {
            xml.writeEmptyElement(u"property"_s);
            xml.writeAttribute(u"name"_s, printable(name));
            xml.writeAttribute(u"value"_s, printable(value));
        }
        xml.writeEndElement();
    }
    for (const Entry &entry : report.entries)
        writeCase(xml, entry);
    if (report.proof) {
        QByteArray matrices = conditionsOf(*report.proof).toUtf8() + '\n';
        for (const Matrix &matrix : report.proof->matrices)
            matrices += '\n' + writeMatrix(matrix);
        xml.writeTextElement(u"system-out"_s, printable(QString::fromUtf8(matrices)));
    }
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndDocument();
    return out;
}

} // namespace pushbench::checks
