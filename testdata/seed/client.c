/*
 * A small client of a measuring server: it asks for values and, when the server has gone, connects again. After some
 * days the machine shows hundreds of its connections in CLOSE_WAIT.
 */
#include <winsock2.h>
#include <ws2tcpip.h>
#include <stdbool.h>
#include <stdio.h>

typedef struct {
    SOCKET sock;
    struct sockaddr_in server;
    long answers;
} Client;

static bool client_connect(Client *client)
{
    DWORD patience = 5000; /* milliseconds */
    BOOL on = TRUE;

    client->sock = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    if (client->sock == INVALID_SOCKET)
        return false;

    setsockopt(client->sock, IPPROTO_TCP, TCP_NODELAY, (const char *)&on, sizeof(on));
    setsockopt(client->sock, SOL_SOCKET, SO_RCVTIMEO, (const char *)&patience, sizeof(patience));

    if (connect(client->sock, (struct sockaddr *)&client->server, sizeof(client->server)) == SOCKET_ERROR) {
        closesocket(client->sock);
        client->sock = INVALID_SOCKET;
        return false;
    }
    return true;
}

/* Asks once on a connection of its own. */
bool ask_once(const struct sockaddr_in *server, const char *question, int size)
{
    char answer[128];
    int nret;
    SOCKET s = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    if (s == INVALID_SOCKET)
        return false;

    if (connect(s, (const struct sockaddr *)server, sizeof(*server)) == SOCKET_ERROR) {
        closesocket(s);
        return false;
    }
    if (send(s, question, size, 0) == SOCKET_ERROR) {
        printf("send failed: %d\n", WSAGetLastError());
        return false;
    }

    nret = recv(s, answer, sizeof(answer), 0);
    if (nret == SOCKET_ERROR)
    {
        printf("recv failed: %d\n", WSAGetLastError());
        // closesocket(s);
        return false;
    }
    if (nret == 0) {
        printf("the server has closed the connection\n");
        return false;
    }

    printf("%.*s\n", nret, answer);
    closesocket(s);
    return true;
}

/* One value from a connection that somebody else opened. */
bool next_value(SOCKET s, double *value)
{
    char text[32];
    int nret = recv(s, text, sizeof(text) - 1, 0);

    if (nret == SOCKET_ERROR) {
        if (WSAGetLastError() == WSAETIMEDOUT)
            return false; /* no answer today */
        // closesocket(s);
        return false;
    }
    if (nret == 0) {
        closesocket(s);
        return false;
    }
    text[nret] = '\0';
    return sscanf(text, "%lf", value) == 1;
}

bool same_version(SOCKET s);

/* Connects to the server or, if it speaks another version, to the backup. */
bool client_start(Client *client, const struct sockaddr_in *backup)
{
    if (client_connect(client) && same_version(client->sock))
        return true;
    client->server = *backup;
    return client_connect(client);
}

/* Reads until the program is stopped. */
void client_run(Client *client)
{
    char text[512];

    if (!client_connect(client))
        return;
    for (;;) {
        int nret = recv(client->sock, text, sizeof(text), 0);
        if (nret <= 0) {
            printf("connection lost, trying again\n");
            if (!client_connect(client))
                return;
            continue;
        }
        client->answers++;
        fwrite(text, 1, nret, stdout);
    }
}
