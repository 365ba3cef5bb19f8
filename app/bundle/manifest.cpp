// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bundle/manifest.h"

#include "core/base/datetext.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

constexpr auto kFormat = "pushbench-bundle"_L1;
constexpr qsizetype kSumDigits = 64;

bool isSum(const QByteArray &text)
{
    return text.size() == kSumDigits && QByteArray::fromHex(text).toHex() == text;
}

} // namespace

QByteArray writeManifest(const Manifest &manifest)
{
    QJsonArray parts;
    for (const Manifest::Part &part : manifest.parts)
        parts.append(QJsonObject{{u"name"_s, QString::fromUtf8(part.name)},
                                 {u"bytes"_s, part.bytes},
                                 {u"sha256"_s, QString::fromLatin1(part.sha256)},
                                 {u"is"_s, part.is}});
    const QJsonObject root{{u"format"_s, kFormat},
                           {u"version"_s, Manifest::kVersion},
                           {u"made"_s, QString::fromLatin1(datetext::rfc3339(manifest.made))},
                           {u"program"_s, manifest.program},
                           {u"keys"_s, manifest.keysHashed ? u"hashed"_s : u"as recorded"_s},
                           {u"remarks"_s, QJsonArray::fromStringList(manifest.remarks)},
                           {u"environment"_s, manifest.environment},
                           {u"limits"_s, manifest.limits},
                           {u"parts"_s, parts}};
    return QJsonDocument(root).toJson();
}

Result<Manifest> readManifest(const QByteArray &json, const QString &bundle)
{
    const QString where = bundle + u", "_s + QString::fromLatin1(kManifestName);
    const auto wrong = [&where](const QString &text) {
        return Fault{FaultKind::Malformed, where, text + u"; get the bundle anew"_s};
    };
    QJsonParseError error{};
    const QJsonObject root = QJsonDocument::fromJson(json, &error).object();
    if (error.error != QJsonParseError::NoError)
        return wrong(u"it is no JSON ("_s + error.errorString() + u')');
    if (root.value(u"format"_s).toString() != kFormat)
        return wrong(u"it does not speak of a Pushbench bundle"_s);
    const int version = root.value(u"version"_s).toInt();
    if (version > Manifest::kVersion)
        return Fault{FaultKind::Unsupported, bundle,
                     u"a newer Pushbench made this bundle (version %1, this one reads up to %2); "
                     "update Pushbench"_s.arg(version)
                         .arg(Manifest::kVersion)};
    Manifest manifest{.made = datetext::parseRfc3339(root.value(u"made"_s).toString().toLatin1())
                                  .value_or(WallTime()),
                      .program = root.value(u"program"_s).toString(),
                      .keysHashed = root.value(u"keys"_s).toString() == u"hashed"_s,
                      .environment = root.value(u"environment"_s).toObject(),
                      .limits = root.value(u"limits"_s).toObject()};
    for (const QJsonValue remark : root.value(u"remarks"_s).toArray())
        manifest.remarks.append(remark.toString());
    for (const QJsonValue value : root.value(u"parts"_s).toArray()) {
        const QJsonObject part = value.toObject();
        manifest.parts.push_back({.name = part.value(u"name"_s).toString().toUtf8(),
                                  .bytes = part.value(u"bytes"_s).toInteger(-1),
                                  .sha256 = part.value(u"sha256"_s).toString().toLatin1(),
                                  .is = part.value(u"is"_s).toString()});
        if (!isSum(manifest.parts.back().sha256))
            return wrong(u"the part \"%1\" has no SHA-256"_s.arg(
                QString::fromUtf8(manifest.parts.back().name.left(80))));
    }
    return manifest;
}

QByteArray sumsOf(const Manifest &manifest)
{
    QByteArray text;
    for (const Manifest::Part &part : manifest.parts)
        text.append(part.sha256).append("  ").append(part.name).append('\n');
    return text;
}

} // namespace pushbench::app
