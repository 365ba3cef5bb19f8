// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/payload/sequencetoken.h"

namespace pushbench::protocol {
namespace {

/// No text fits into memory that could bring an exponent beyond this back to a small number.
constexpr qint64 kHugeExponent = qint64(1) << 60;

/// Digits of 2^63-1.
constexpr qint64 kMostDigits = 19;

constexpr bool isDigit(char c) noexcept
{
    return c >= '0' && c <= '9';
}

qint64 readExponent(QByteArrayView text) noexcept
{
    const bool negative = text.startsWith('-');
    qint64 value = 0;
    for (const char c : text) {
        if (isDigit(c) && value < kHugeExponent / 10)
            value = value * 10 + (c - '0');
        else if (isDigit(c))
            value = kHugeExponent;
    }
    return negative ? -value : value;
}

/// The digits of a number without its point, from the first to the last that is not zero.
struct Digits
{
    QByteArrayView mantissa;
    qsizetype first = -1;
    qsizetype last = -1;
    qint64 exponent = 0; ///< Of the digit behind the last one of the integer part.
};

Digits takeApart(QByteArrayView number) noexcept
{
    Digits digits;
    qsizetype mantissaEnd = number.size();
    for (qsizetype i = 0; i < number.size(); ++i) {
        if (number[i] == 'e' || number[i] == 'E') {
            mantissaEnd = i;
            digits.exponent = readExponent(number.sliced(i + 1));
            break;
        }
    }
    digits.mantissa = number.first(mantissaEnd);
    for (qsizetype i = 0; i < mantissaEnd; ++i) {
        if (isDigit(digits.mantissa[i]) && digits.mantissa[i] != '0') {
            digits.first = digits.first < 0 ? i : digits.first;
            digits.last = i;
        }
    }
    return digits;
}

} // namespace

SequenceToken readSequence(QByteArrayView number) noexcept
{
    const bool negative = number.startsWith('-');
    const Digits digits = takeApart(number);
    SequenceToken token;
    token.plain = true;
    for (const char c : number)
        token.plain = token.plain && isDigit(c);
    if (digits.first < 0)
        return token;
    if (negative) {
        token.kind = SequenceKind::Negative;
        return token;
    }

    // Powers of ten of the first and the last digit that count.
    const qsizetype dot = digits.mantissa.indexOf('.');
    const qsizetype integerEnd = dot < 0 ? digits.mantissa.size() : dot;
    const auto power = [&digits, integerEnd](qsizetype at) {
        return digits.exponent + (at < integerEnd ? integerEnd - 1 - at : integerEnd - at);
    };
    const qint64 lowest = power(digits.last);
    const qint64 highest = power(digits.first);
    if (lowest < 0) {
        token.kind = SequenceKind::Fraction;
        return token;
    }
    token.kind = SequenceKind::TooLarge;
    if (highest >= kMostDigits)
        return token;
    quint64 value = 0;
    for (qsizetype i = digits.first; i <= digits.last; ++i) {
        if (isDigit(digits.mantissa[i]))
            value = value * 10 + quint64(digits.mantissa[i] - '0');
    }
    for (qint64 i = 0; i < lowest; ++i)
        value *= 10;
    if (value > quint64(kLastSequence.value))
        return token;
    token.kind = SequenceKind::Whole;
    token.value = Sequence{qint64(value)};
    return token;
}

} // namespace pushbench::protocol
