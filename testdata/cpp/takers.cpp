// Who takes a socket over, going by the constructor or function that is given it.
class Base {
public:
    explicit Base(SOCKET s) : m_sock(s) {}
    virtual ~Base() { closesocket(m_sock); }
protected:
    SOCKET m_sock;
};

class Stream : public Base {
public:
    explicit Stream(SOCKET s) : Base(s) {}
    explicit Stream(const Address &where);
    Stream();
};

class Acceptor {
public:
    Stream *accept_one();
    std::shared_ptr<Stream> accept_shared();
    std::shared_ptr<Stream> wrap(SOCKET s);
    void accept_into_pool();
    void accept_pair();
private:
    struct data {
        SOCKET listener;
        int n;
    } m_data;
    std::shared_ptr<SOCKET> m_reader;
};

Stream *Acceptor::accept_one()
{
    SOCKET s = ::accept(m_data.listener, nullptr, nullptr);
    if (s == INVALID_SOCKET)
        return nullptr;
    return new Stream(s);
}

std::shared_ptr<Stream> Acceptor::wrap(SOCKET s)
{
    return std::make_shared<Stream>(s);
}

std::shared_ptr<Stream> Acceptor::accept_shared()
{
    SOCKET s = ::accept(m_data.listener, nullptr, nullptr);
    if (s == INVALID_SOCKET)
        throw std::runtime_error("accept");
    auto client = wrap(s);
    return client;
}

void Acceptor::accept_into_pool()
{
    SOCKET s = ::accept(m_data.listener, nullptr, nullptr);
    Session session(Pool::instance(), Stream::of(s));
    session.start();
}

void Acceptor::accept_pair()
{
    SOCKET sv[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, sv) != 0)
        return;
    closesocket(sv[1]);
    m_reader = std::shared_ptr<SOCKET>(new SOCKET(sv[0]), close_it);
}

bool valid(SOCKET s)
{
    return s != INVALID_SOCKET;
}

int tested_bad()
{
    if (const auto s = ::socket(AF_INET, SOCK_STREAM, 0); valid(s)) {
        if (::connect(s, addr, len) != 0)
            return -1; //~ socket-leak
        closesocket(s);
    }
    return 0;
}

// A class of which nothing is known takes what it is made of; a function that checks hands back what it was given.
int wrapped_ok()
{
    auto fd = FDWrapper(socket(AF_INET, SOCK_STREAM, 0));
    if (fd.get() < 0)
        return -1;
    return fd.use();
}

int checked_bad()
{
    int s = CHECKED(socket(AF_INET, SOCK_STREAM, 0));
    if (connect(s, addr, len) < 0)
        return -1; //~ FN socket-leak: what `CHECKED` does is not known
    close(s);
    return 0;
}

// What it closes itself behind the call on many ways, no helper of a namespace has kept.
int set_up_by_helper_bad(const sockaddr *addr, socklen_t len, bool quick)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (!Util::makeNonBlocking(fd)) {
        close(fd);
        return -1;
    }
    if (quick)
        return -1; //~ socket-leak
    if (bind(fd, addr, len) < 0) {
        close(fd);
        return -1;
    }
    if (listen(fd, 5) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

// Nobody closes this one here: the helper may have it.
int kept_by_helper_ok(const sockaddr *addr, socklen_t len)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    Registry::put(fd);
    if (bind(fd, addr, len) < 0)
        return -1;
    return 0;
}
