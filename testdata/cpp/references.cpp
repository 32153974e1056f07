// A reference parameter is followed like a pointer.
void shut(SOCKET &s)
{
    closesocket(s);
    s = INVALID_SOCKET;
}

bool make(SOCKET &out)
{
    out = socket(AF_INET, SOCK_STREAM, 0);
    return out != INVALID_SOCKET;
}

int closed_by_reference_ok()
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == INVALID_SOCKET)
        return -1;
    if (connect(s, addr, len) != 0) {
        shut(s);
        return -1;
    }
    shut(s);
    return 0;
}

int made_by_reference_bad()
{
    SOCKET s = INVALID_SOCKET;
    if (!make(s))
        return -1;
    if (connect(s, addr, len) != 0)
        return -1; //~ socket-leak
    closesocket(s);
    return 0;
}

int alias_bad()
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    SOCKET &same = s;
    if (same == INVALID_SOCKET)
        return -1;
    if (connect(same, addr, len) != 0)
        return -1; //~ socket-leak
    closesocket(same);
    return 0;
}

// One of two members, which stays where it is.
void chosen_ok(Frontend &front)
{
    int &descriptor = front.is_tcp ? front.tcp : front.udp;
    descriptor = socket(AF_INET, SOCK_STREAM, 0);
}

// The elements of a list of pairs.
void bound_ok(Frontend &front)
{
    for (auto &[where, s] : front.others)
        s = socket(AF_INET, SOCK_STREAM, 0);
}

void bound_by_value_bad(Frontend &front)
{
    for (auto [where, s] : front.others) //~ overwritten-socket
        s = socket(AF_INET, SOCK_STREAM, 0);
} //~ socket-leak
