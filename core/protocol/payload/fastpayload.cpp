// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/payload/fastpayload.h"

#include "core/protocol/context.h"
#include "core/protocol/json/unicode.h"
#include "core/protocol/payload/payloadlayout.h"
#include "core/protocol/payload/payloadwriter.h"
#include "core/protocol/uri.h"

#include <simdjson.h>

#include <cstring>

namespace pushbench::protocol {
namespace {

namespace ondemand = simdjson::ondemand;

static_assert(kPayloadPadding >= qsizetype(simdjson::SIMDJSON_PADDING));

/// A larger body gets a parser of its own, so that one giant does not stay in memory for ever.
constexpr qsizetype kLargestKeptParser = 1024 * 1024;

/// An object, an array of objects and the objects in it.
constexpr int kPlainDepth = 3;

/// The shortest event that can be plain: three members with one-character values.
constexpr qsizetype kShortestEvent = 68;

/// Longer ones need their characters counted (DD20-F4).
constexpr qsizetype kLongestUrl = 8000;

enum Seen : unsigned {
    SeenSequence = 1,
    SeenName = 2,
    SeenKey = 4,
    SeenUrl = 8,
    SeenContext = 16,
    SeenValue = 32,
};
constexpr unsigned kWholeEvent = SeenSequence | SeenName | SeenKey;

/// A scalar as it is spelt, without the white space behind it.
std::string_view spelt(ondemand::value &value)
{
    std::string_view token = value.raw_json_token();
    while (token.size() > 1
           && (token.back() == ' ' || token.back() == '\n' || token.back() == '\r'
               || token.back() == '\t'))
        token.remove_suffix(1);
    return token;
}

unsigned memberOf(const ondemand::raw_json_string &name)
{
    // The first letters decide; the comparison includes the closing quote.
    switch (*name.raw()) {
    case 'E':
        return name.unsafe_is_equal(std::string_view("EntityEventSequence")) ? SeenSequence : 0U;
    case 'R':
        if (name.unsafe_is_equal(std::string_view("ResourceName")))
            return SeenName;
        if (name.unsafe_is_equal(std::string_view("ResourceRecordKey")))
            return SeenKey;
        return name.unsafe_is_equal(std::string_view("ResourceRecordUrl")) ? SeenUrl : 0U;
    case '@':
        return name.unsafe_is_equal(std::string_view("@reso.context")) ? SeenContext : 0U;
    case 'v':
        return name.unsafe_is_equal(std::string_view("value")) ? SeenValue : 0U;
    default:
        return 0;
    }
}

/// Reads one body on demand. On-demand parsing does not look at what it passes over, so nothing is
/// passed over: every member is known, and every token is looked at whole.
class PlainReader
{
public:
    explicit PlainReader(PayloadBuilder &builder)
        : m_builder(builder)
        , m_events(builder)
        , m_escapes(memchr(builder.body().constData(), '\\', size_t(builder.body().size()))
                    != nullptr)
    {
    }

    bool read(ondemand::parser &parser);

    /// What other bodies by the same routine will have in common with the one that was read.
    [[nodiscard]] std::optional<PayloadLayout> layout() const;

private:
    bool readTop(ondemand::object &top);
    bool readContext(ondemand::value &value);
    bool readEvents(ondemand::value &value);
    bool readEvent(ondemand::object &object);
    bool readMember(unsigned member, ondemand::value &value, EntityEventView &event);
    bool readSequence(ondemand::value &value, Sequence &sequence);
    bool readString(ondemand::value &value, QByteArrayView &text);
    bool keep(const EntityEventView &event);

    PayloadBuilder &m_builder;
    PlainEvents m_events;
    const bool m_escapes;
    bool m_urls = false;
    std::string_view m_sequence; ///< As the event at hand spells it, and some of the others.
    std::string_view m_firstSequence;
    std::string_view m_secondSequence;
};

bool PlainReader::read(ondemand::parser &parser)
{
    const QByteArray &body = m_builder.body();
    ondemand::document document;
    const auto length = size_t(body.size());
    if (parser.iterate(body.constData(), length, length + size_t(kPayloadPadding)).get(document)
        != simdjson::SUCCESS)
        return false;
    ondemand::object top;
    if (document.get_object().get(top) != simdjson::SUCCESS || !readTop(top))
        return false;
    return document.current_location().error() == simdjson::OUT_OF_BOUNDS;
}

bool PlainReader::readTop(ondemand::object &top)
{
    unsigned seen = 0;
    EntityEventView event;
    for (auto field : top) {
        ondemand::raw_json_string name;
        ondemand::value value;
        if (field.key().get(name) != simdjson::SUCCESS)
            return false;
        if (std::move(field).value().get(value) != simdjson::SUCCESS)
            return false;
        const unsigned member = memberOf(name);
        if (member == 0 || (seen & member) != 0)
            return false;
        seen |= member;
        const bool plain = member == SeenContext ? readContext(value)
            : member == SeenValue                ? readEvents(value)
                                                 : readMember(member, value, event);
        if (!plain)
            return false;
    }
    if (seen == (SeenContext | SeenValue))
        return true;
    if ((seen & ~unsigned(SeenUrl)) != (SeenContext | kWholeEvent))
        return false;
    m_builder.setForm(PayloadForm::Single);
    return keep(event);
}

bool PlainReader::readContext(ondemand::value &value)
{
    QByteArrayView urn;
    if (!readString(value, urn))
        return false;
    return urn == kEntityEventContext || judgeContext(urn, {}).empty();
}

bool PlainReader::readEvents(ondemand::value &value)
{
    ondemand::array elements;
    if (value.get_array().get(elements) != simdjson::SUCCESS)
        return false;
    m_builder.setForm(PayloadForm::Multi);
    m_builder.events().reserve(size_t(m_builder.body().size() / kShortestEvent) + 1);
    for (auto element : elements) {
        ondemand::object object;
        if (element.get_object().get(object) != simdjson::SUCCESS || !readEvent(object))
            return false;
    }
    return !m_builder.events().empty();
}

bool PlainReader::readEvent(ondemand::object &object)
{
    unsigned seen = 0;
    EntityEventView event;
    for (auto field : object) {
        ondemand::raw_json_string name;
        ondemand::value value;
        if (field.key().get(name) != simdjson::SUCCESS)
            return false;
        if (std::move(field).value().get(value) != simdjson::SUCCESS)
            return false;
        const unsigned member = memberOf(name);
        if ((seen & member) != 0 || !readMember(member, value, event))
            return false;
        seen |= member;
    }
    return (seen & kWholeEvent) == kWholeEvent && keep(event);
}

bool PlainReader::readMember(unsigned member, ondemand::value &value, EntityEventView &event)
{
    switch (member) {
    case SeenSequence:
        return readSequence(value, event.sequence);
    case SeenName:
        return readString(value, event.resourceName) && m_events.isPlainName(event.resourceName);
    case SeenKey:
        return readString(value, event.resourceRecordKey)
            && PlainEvents::isPlainKey(event.resourceRecordKey);
    case SeenUrl:
        m_urls = true;
        return readString(value, event.resourceRecordUrl)
            && event.resourceRecordUrl.size() <= kLongestUrl
            && isResourceUrl(event.resourceRecordUrl);
    default:
        return false;
    }
}

bool PlainReader::readSequence(ondemand::value &value, Sequence &sequence)
{
    m_sequence = spelt(value);
    uint64_t number = 0; // the library's own type
    if (value.get_uint64().get(number) != simdjson::SUCCESS)
        return false;
    sequence = Sequence{qint64(number)};
    return PlainEvents::isPlainSequence(number);
}

bool PlainReader::readString(ondemand::value &value, QByteArrayView &text)
{
    const std::string_view token = spelt(value);
    if (token.size() < 2 || token.front() != '"' || token.back() != '"')
        return false;
    ondemand::raw_json_string raw;
    if (value.get_raw_json_string().get(raw) != simdjson::SUCCESS)
        return false;
    text = QByteArrayView(token.data() + 1, qsizetype(token.size()) - 2);
    if (!m_escapes || !text.contains('\\'))
        return true;
    const std::optional<QByteArrayView> unescaped = m_builder.unescape(text);
    // A lone surrogate is worth a remark; it shows as U+FFFD, which hardly anybody sends on
    // purpose.
    if (!unescaped || unescaped->contains("\xEF\xBF\xBD"))
        return false;
    text = *unescaped;
    return true;
}

bool PlainReader::keep(const EntityEventView &event)
{
    if (m_builder.events().empty())
        m_firstSequence = m_sequence;
    else if (m_builder.events().size() == 1)
        m_secondSequence = m_sequence;
    return m_events.keep(event);
}

std::optional<PayloadLayout> PlainReader::layout() const
{
    const std::vector<EntityEventView> &events = m_builder.events();
    if (m_escapes || m_urls)
        return std::nullopt;
    const QByteArrayView body = m_builder.body();
    const auto placesOf = [body](std::string_view sequence, const EntityEventView &event) {
        const auto range = [body](const char *begin, qsizetype length) {
            return ByteRange{begin - body.data(), length};
        };
        return PayloadLayout::Places{
            range(sequence.data(), qsizetype(sequence.size())),
            range(event.resourceName.data(), event.resourceName.size()),
            range(event.resourceRecordKey.data(), event.resourceRecordKey.size())};
    };
    PayloadLayout::Sample sample{.first = placesOf(m_firstSequence, events.front()),
                                 .second = std::nullopt,
                                 .last = placesOf(m_sequence, events.back())};
    if (events.size() > 1)
        sample.second = placesOf(m_secondSequence, events[1]);
    return PayloadLayout::learn(body, m_builder.form(), sample);
}

ondemand::parser &threadParser()
{
    thread_local ondemand::parser parser;
    return parser;
}

/// Grows in powers of two, so that bodies of slowly growing size do not reallocate each time.
bool prepare(ondemand::parser &parser, size_t size)
{
    if (size <= parser.capacity())
        return true;
    size_t capacity = 16 * 1024;
    while (capacity < size)
        capacity *= 2;
    return parser.allocate(capacity) == simdjson::SUCCESS;
}

bool readOnDemand(PayloadBuilder &builder, KnownLayouts &layouts)
{
    const qsizetype size = builder.body().size();
    std::optional<ondemand::parser> ownParser;
    if (size > kLargestKeptParser)
        ownParser.emplace();
    else if (!prepare(threadParser(), size_t(size)))
        return false;
    PlainReader reader(builder);
    if (!reader.read(ownParser ? *ownParser : threadParser()))
        return false;
    if (std::optional<PayloadLayout> layout = reader.layout())
        layouts.remember(std::move(*layout));
    return true;
}

/// As the bodies before it, but for the values. On-demand parsing would have looked at the encoding
/// of all of it, too.
bool readAsBefore(PayloadBuilder &builder, KnownLayouts &layouts)
{
    const QByteArray &body = builder.body();
    const PayloadLayout *const layout = layouts.find(body);
    const auto size = size_t(body.size());
    return layout && memchr(body.constData(), '\\', size) == nullptr
        && simdjson::validate_utf8(body.constData(), size) && layout->read(builder);
}

} // namespace

bool readPlainly(PayloadBuilder &builder)
{
    if (builder.limits().depth < kPlainDepth)
        return false;
    builder.padBody(kPayloadPadding);
    thread_local KnownLayouts layouts;
    if (readAsBefore(builder, layouts))
        return true;
    builder.discard();
    if (readOnDemand(builder, layouts))
        return true;
    builder.discard();
    return false;
}

} // namespace pushbench::protocol
