// Templates are read as they stand, for no type in particular.
template <class Address>
int opened_bad(const Address &where)
{
    int s = socket(where.family(), SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (connect(s, where.data(), where.size()) < 0)
        return -1; //~ socket-leak
    return s;
}

template <typename T, typename = std::enable_if_t<(sizeof(T) > 1)>>
int opened_ok(const T &where)
{
    int s = socket(where.family(), SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (connect(s, where.data(), where.size()) < 0) {
        ::close(s);
        return -1;
    }
    return s;
}

template <class Policy>
class Conn {
public:
    bool open_bad();
    bool keep_ok();
    ~Conn() { ::close(m_fd); }
private:
    int m_fd;
    std::vector<std::pair<int, Policy>> m_all;
};

template <class Policy>
bool Conn<Policy>::open_bad()
{
    int s = static_cast<int>(::socket(AF_INET, SOCK_STREAM, 0));
    if (s < 0)
        return false;
    if (!m_all.front().second.template check<int>())
        return false; //~ socket-leak
    if (::connect(s, addr, len) < 0)
        return false; //~ socket-leak
    m_fd = s;
    return true;
}

template <class Policy>
bool Conn<Policy>::keep_ok()
{
    int s = ::socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return false;
    m_all.push_back(std::make_pair<int, Policy>(std::move(s), Policy()));
    return true;
}

template <>
bool Conn<Blocking>::open_bad()
{
    int s = ::socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return false;
    if (::connect(s, addr, len) < 0)
        return false; //~ socket-leak
    m_fd = s;
    return true;
}
