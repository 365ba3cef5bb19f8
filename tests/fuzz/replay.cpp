// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Runs a fuzz target without libFuzzer: every file of a corpus, and of each a fixed number of
// mutations from a fixed seed, so that every build of every compiler replays the same inputs.

#include "tests/fuzz/fuzz.h"

#include <QDir>
#include <QFile>

#include <array>
#include <csignal>
#include <random>
#include <unistd.h>

namespace {

constexpr int kMutationsPerFile = 3000;
constexpr int kMostEdits = 6;
constexpr std::uint_fast32_t kSeed = 28;

/// What parsers of ours stumble over, if anything.
constexpr std::array<const char *, 24> kTokens{"\"",
                                               "\\",
                                               "{",
                                               "}",
                                               "[",
                                               "]",
                                               ",",
                                               ":",
                                               "null",
                                               "0",
                                               "-",
                                               "1e5",
                                               ".0",
                                               "\\u0000",
                                               "\\ud800",
                                               "9223372036854775807",
                                               "9007199254740993",
                                               "\xEF\xBB\xBF",
                                               "\xC0\x80",
                                               "\n",
                                               " ",
                                               "GMT",
                                               "=",
                                               ";"};

QByteArray current;

/// Shows the input that broke an invariant; only calls what a signal handler may.
void showInput(int)
{
    constexpr char kHex[] = "0123456789abcdef";
    constexpr char kHead[] = "input in hex: ";
    ssize_t written = write(STDERR_FILENO, kHead, sizeof kHead - 1);
    for (qsizetype i = 0; i < current.size() && written > 0; ++i) {
        const auto byte = static_cast<unsigned char>(current.constData()[i]);
        const std::array<char, 2> digits{kHex[byte >> 4], kHex[byte & 15]};
        written = write(STDERR_FILENO, digits.data(), digits.size());
    }
    if (written > 0 && write(STDERR_FILENO, "\n", 1) < 1)
        std::_Exit(1);
    std::signal(SIGABRT, SIG_DFL);
    std::abort();
}

void run(const QByteArray &input)
{
    current = input;
    // A copy of exactly this size, so that the address sanitizer sees a byte read too many.
    const std::vector<uint8_t> bytes(input.begin(), input.end());
    LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

class Mutator
{
public:
    explicit Mutator(const QList<QByteArray> &corpus)
        : m_corpus(corpus)
    {
    }

    QByteArray mutate(QByteArray input)
    {
        for (qsizetype edits = 1 + pick(kMostEdits); edits > 0; --edits)
            edit(input);
        return input;
    }

private:
    /// 0 to below - 1, the same with every standard library.
    qsizetype pick(qsizetype below)
    {
        return below <= 1 ? 0 : qsizetype(m_random() % std::uint_fast32_t(below));
    }

    void edit(QByteArray &input)
    {
        const qsizetype at = pick(input.size() + 1);
        const qsizetype length = pick(qMin<qsizetype>(input.size() - at, 32) + 1);
        switch (pick(7)) {
        case 0:
            if (at < input.size())
                input[at] = char(pick(256));
            break;
        case 1:
            if (at < input.size())
                input[at] = char(input.at(at) ^ (1 << pick(8)));
            break;
        case 2:
            input.remove(at, length);
            break;
        case 3:
            input.insert(at, kTokens[size_t(pick(qsizetype(kTokens.size())))]);
            break;
        case 4:
            input.insert(pick(input.size() + 1), input.mid(at, length));
            break;
        case 5:
            input.truncate(at);
            break;
        case 6: {
            const QByteArray &other = m_corpus.at(pick(m_corpus.size()));
            input.insert(at, other.mid(pick(other.size()), length));
            break;
        }
        }
    }

    const QList<QByteArray> &m_corpus;
    std::mt19937 m_random{kSeed};
};

} // namespace

int main(int argc, char **argv)
{
    if (argc != 2) {
        std::fprintf(stderr, "usage: %s CORPUS\n", argv[0]);
        return 2;
    }
    std::signal(SIGABRT, showInput);
    const QDir folder(QFile::decodeName(argv[1]));
    QList<QByteArray> corpus;
    for (const QString &name : folder.entryList(QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly)) {
            std::fprintf(stderr, "%s: cannot be read\n", qPrintable(file.fileName()));
            return 2;
        }
        corpus.append(file.readAll());
    }
    if (corpus.isEmpty()) {
        std::fprintf(stderr, "%s: no corpus\n", argv[1]);
        return 2;
    }
    Mutator mutator(corpus);
    for (const QByteArray &input : corpus) {
        run(input);
        for (int i = 0; i < kMutationsPerFile; ++i)
            run(mutator.mutate(input));
    }
    std::printf("%lld files, %lld inputs\n", static_cast<long long>(corpus.size()),
                static_cast<long long>(corpus.size() * (kMutationsPerFile + 1)));
    return 0;
}
