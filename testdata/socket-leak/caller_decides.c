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
    return ask(&request, to, len) > 0; //~ FP socket-leak: what the function does with the object depends on what is in it
}
