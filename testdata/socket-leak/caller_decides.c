/* Whether the connection is left in the object, the object itself says: no result tells it. */
struct request {
    int wants_connection;
    int connection;
};

static int ask(struct request *request, const struct sockaddr *to, int len)
{
    int answer;
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == -1)
        return -1;
    if (connect(s, to, len) != 0) {
        close(s);
        return -1;
    }
    answer = converse(s);
    if (request->wants_connection)
        request->connection = s;
    else
        close(s);
    return answer;
}

int is_there_ok(const struct sockaddr *to, int len)
{
    struct request request;
    request.wants_connection = 0;
    return ask(&request, to, len) > 0;
}

/* What the function finds out itself is no word of the caller's. */
static int route(struct request *request)
{
    request->wants_connection = 0;
    request->connection = socket(AF_NETLINK, SOCK_RAW, 0);
    if (request->connection < 0)
        return -1;
    if (getsockopt(request->connection, SOL_SOCKET, SO_TYPE, &request->wants_connection, 0) < 0)
        return -1;
    if (request->wants_connection != SOCK_RAW)
        return -1;
    return 0;
}

int routes(void)
{
    struct request request;
    if (route(&request) < 0)
        return -1; //~ socket-leak
    close(request.connection);
    return 0;
}
