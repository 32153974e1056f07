// What is moved is somewhere else, be it a number or an object.
class Handle {
public:
    explicit Handle(int fd) : m_fd(fd) {}
    Handle(Handle &&other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
    ~Handle() { if (m_fd >= 0) ::close(m_fd); }
private:
    int m_fd;
};

void object_ok(std::vector<Handle> &all)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return;
    Handle h(s);
    all.push_back(std::move(h));
}

Handle returned_ok()
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    Handle h(s);
    return h;
}

int number_bad()
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    int mine = std::move(s);
    if (connect(mine, addr, len) < 0)
        return -1; //~ socket-leak
    ::close(mine);
    return 0;
}

// It closes the scope's socket on every way out, but one that comes before it helps nobody.
int guard_bad()
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (connect(s, addr, len) < 0)
        throw net_error("connect"); //~ socket-leak
    auto guard = make_scope_exit([s]() noexcept { ::close(s); });
    if (!greet(s))
        return -1;
    return 0;
}

int deleter_bad()
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (bind(s, addr, len) < 0)
        return -1; //~ socket-leak
    std::unique_ptr<int, decltype(&close_socket)> guard(&s, &close_socket);
    return listen(s, 5);
}
