// A type that stands between the brackets of a template is not what is declared.
typedef std::map<SOCKET, Peer> Peers;
using Handles = std::vector<SOCKET>;
static std::map<SOCKET, std::set<int>> watched;

int greet_bad(const struct sockaddr *to, int len)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == INVALID_SOCKET)
        return -1;
    if (connect(s, to, len) != 0)
        return -1; //~ socket-leak
    closesocket(s);
    return 0;
}

int keep_ok(Peers &peers, const struct sockaddr *to, int len)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == INVALID_SOCKET)
        return -1;
    peers.emplace(s, Peer(to, len));
    return 0;
}
