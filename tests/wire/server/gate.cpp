// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/wire/server/gate.h"

#include "core/wire/http1/http1parser.h"

namespace pushbench::wire {

Gate::Gate(Answers answers, const Limits &limits)
    : Gate(ServerConfig{.limits = limits}, answers)
{
}

Gate::Gate(ServerConfig config, Answers answers)
    : m_answers(answers)
    , m_server(
          std::make_unique<Server>(std::move(config), m_clock, static_cast<ServerUser &>(*this)))
{
    const Result<> listening = m_server->listen();
    if (!listening)
        qFatal("%s", qPrintable(listening.fault().text));
}

Gate::~Gate()
{
    m_server.reset(); // Tells what it loses, so everything else is still there.
}

bool Gate::waitForRequests(size_t count)
{
    return spinUntil([&] { return m_waiting.size() >= count; });
}

IncomingRequest Gate::takeWaiting()
{
    IncomingRequest request = std::move(m_waiting.front());
    m_waiting.pop_front();
    return request;
}

bool Gate::answer(size_t index, const Response *response)
{
    const IncomingRequest request = std::move(m_waiting[index]);
    m_waiting.erase(m_waiting.begin() + std::ptrdiff_t(index));
    const QByteArrayView target = request.request.target;
    const Response plain{.body = target.toByteArray()};
    const auto fault = goesWrong ? answerFaultFromName(target.sliced(1)) : std::nullopt;
    return m_server->answer(request.id,
                            {.response = renderResponse(response ? *response : plain,
                                                        request.traits(), m_clock.now().wall),
                             .cookie = std::make_shared<const int>(++m_cookies),
                             .fault = fault.value_or(AnswerFault::None),
                             .pace = pace});
}

void Gate::requestArrived(IncomingRequest request)
{
    ++m_arrived;
    QByteArray line("arrived ");
    line.append(request.request.method).append(' ').append(request.request.target);
    if (!request.request.body.isEmpty() && request.request.body.size() < 100)
        line.append(" \"").append(request.request.body).append('"');
    else if (!request.request.body.isEmpty())
        line.append(' ').append(QByteArray::number(request.request.body.size()));
    m_waiting.push_back(std::move(request));
    note(line);
    if (m_answers == Answers::AtOnce)
        answer(m_waiting.size() - 1);
}

void Gate::requestFailed(FailedRequest request)
{
    QByteArray line = QByteArray("failed ").append(QByteArray::number(request.refusal.status));
    if (!request.request.method.isEmpty())
        line.append(' ').append(request.request.method).append(' ').append(request.request.target);
    request.hold = {}; // As a consumer does once it is recorded.
    m_failed.push_back(std::move(request));
    note(line);
}

void Gate::answerSettled(RequestId, AnswerFate fate, const Cookie &cookie)
{
    const int number = *std::static_pointer_cast<const int>(cookie);
    note(QByteArray(fate == AnswerFate::HandedOver ? "handed over " : "lost ")
             .append(QByteArray::number(number)));
}

void Gate::note(const QByteArray &line)
{
    m_log.append(line);
    if (onCall)
        onCall();
}

QByteArray get(const char *target)
{
    return QByteArray("GET ").append(target).append(" HTTP/1.1\r\nHost: h\r\n\r\n");
}

QByteArray post(const char *target, const QByteArray &body)
{
    return QByteArray("POST ")
        .append(target)
        .append(" HTTP/1.1\r\nHost: h\r\nContent-Length: ")
        .append(QByteArray::number(body.size()))
        .append("\r\n\r\n")
        .append(body);
}

QByteArray answersIn(QByteArrayView stream, bool toHead)
{
    QByteArrayList answers;
    ResponseParser parser{Limits{}};
    while (!stream.isEmpty()) {
        parser.begin(toHead);
        Parsed parsed;
        do {
            parsed = parser.advance(stream);
            stream = stream.sliced(parsed.consumed);
        } while (parsed.event == Parsed::Event::Head && !stream.isEmpty());
        if (parsed.event != Parsed::Event::Complete)
            return answers.join(", ").append(" and then no answer: ").append(stream);
        const ReceivedResponse response = parser.take();
        QByteArray answer = QByteArray::number(response.status);
        if (!response.body.isEmpty())
            answer.append(' ').append(response.body);
        answers.append(answer.append(response.keepAlive ? "" : " close"));
    }
    return answers.join(", ");
}

} // namespace pushbench::wire
