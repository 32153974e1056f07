// Statements and expressions that C does not have.
namespace net {

int plain_bad()
{
    auto s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == -1)
        return -1;
    if (connect(s, addr, len) < 0)
        return -1; //~ socket-leak
    ::close(s);
    return 0;
}

int condition_bad()
{
    if (auto s = socket(AF_INET, SOCK_STREAM, 0); s != -1) {
        if (::connect(s, addr, len) < 0)
            return -1; //~ socket-leak
        ::close(s);
    }
    return 0;
}

int condition_variable_ok()
{
    while (int s = accept_one()) {
        recv(s, buf, 1, 0);
        ::close(s);
    }
    return 0;
}

int braces_and_casts_bad()
{
    SOCKET s{INVALID_SOCKET};
    s = static_cast<SOCKET>(::socket(AF_INET, SOCK_STREAM, 0));
    if (s == INVALID_SOCKET)
        return -1;
    const int on{1};
    if (bind(SOCKET(s), reinterpret_cast<const sockaddr *>(&addr), sizeof(addr)) != 0)
        return -1; //~ socket-leak
    ::closesocket(s);
    return 0;
}

void range_ok(const std::vector<int> &fds)
{
    for (auto fd : fds) {
        recv(fd, buf, sizeof buf, 0);
        close(fd);
    }
}

int range_bad()
{
    for (const auto &family : {AF_INET, AF_INET6}) {
        int s = socket(family, SOCK_STREAM, 0);
        if (s < 0)
            continue;
        if (connect(s, addr, len) < 0)
            continue; //~ socket-leak
        ::close(s);
    }
    return 0;
}

std::string text_ok()
{
    return R"x(int s = socket(1, 2, 3); " return; )x" + std::to_string(1'000'000);
}

int exchange_ok(int &held)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    int mine = std::exchange(s, -1);
    ::close(mine);
    return s;
}

int trailing_bad() noexcept
{
    [[maybe_unused]] int s = socket(AF_INET, SOCK_STREAM, 0);
    return s < 0 ? -1 : 0; //~ socket-leak
}

auto returned_ok() -> int
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    return s;
}

}
