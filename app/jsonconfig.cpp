// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/jsonconfig.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <iterator>

namespace pushbench::app {
namespace {

/// A member's value as the words that would stand on the command line.
std::vector<std::string> words(const std::string &name, const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return {value.toBool() ? "true" : "false"};
    case QJsonValue::String:
        return {value.toString().toStdString()};
    case QJsonValue::Double:
        // Through a variant, because that keeps integers exact.
        return {value.toVariant().toString().toStdString()};
    case QJsonValue::Array: {
        std::vector<std::string> all;
        for (const QJsonValue item : value.toArray()) {
            const std::vector<std::string> one = words(name, item);
            all.insert(all.end(), one.begin(), one.end());
        }
        return all;
    }
    case QJsonValue::Null:
    case QJsonValue::Object:
    case QJsonValue::Undefined:
        break;
    }
    throw CLI::ConversionError("the member must be text, a number, true, false or a list of them",
                               name);
}

} // namespace

std::string JsonConfig::to_config(const CLI::App *app, bool defaultAlso, bool, std::string) const
{
    QJsonObject root;
    for (const CLI::Option *option : app->get_options({})) {
        if (option->get_lnames().empty() || !option->get_configurable())
            continue;
        const QString name = QString::fromStdString(option->get_lnames().front());
        if (option->count() == 1)
            root.insert(name, QString::fromStdString(option->results().front()));
        else if (option->count() > 1) {
            QJsonArray all;
            for (const std::string &result : option->results())
                all.append(QString::fromStdString(result));
            root.insert(name, all);
        } else if (defaultAlso && !option->get_default_str().empty()) {
            root.insert(name, QString::fromStdString(option->get_default_str()));
        }
    }
    return QJsonDocument(root).toJson().toStdString();
}

std::vector<CLI::ConfigItem> JsonConfig::from_config(std::istream &input) const
{
    const std::string text{std::istreambuf_iterator<char>(input), {}};
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(text), &error);
    if (error.error != QJsonParseError::NoError || !document.isObject()) {
        const auto line = std::count(text.begin(), text.begin() + error.offset, '\n') + 1;
        throw CLI::FileError(
            "--config line " + std::to_string(line) + ": "
            + (document.isArray() ? "an object is expected" : error.errorString().toStdString()));
    }
    std::vector<CLI::ConfigItem> found;
    const QJsonObject root = document.object();
    for (auto member = root.begin(); member != root.end(); ++member) {
        CLI::ConfigItem item;
        item.name = member.key().toStdString();
        item.inputs = words(item.name, member.value());
        found.push_back(std::move(item));
    }
    return found;
}

} // namespace pushbench::app
