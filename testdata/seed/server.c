/*
 * A small measuring server. Every client that goes away badly costs a descriptor, until accept says EMFILE.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#define MOST_CLIENTS 1000

static int open_listener(uint16_t port)
{
    struct sockaddr_in addr = { .sin_family = AF_INET, .sin_port = htons(port) };
    int on = 1;
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    if (fd < 0)
        return -1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    if (bind(fd, (struct sockaddr *)&addr, sizeof(addr)) < 0) {
        perror("bind");
        return -1;
    }
    if (listen(fd, 16) < 0) {
        perror("listen");
        close(fd);
        return -1;
    }
    return fd;
}

/* The port of the inspector, who may come back at once after a restart. */
static int open_inspector_port(uint16_t port)
{
    struct sockaddr_in addr = { .sin_family = AF_INET, .sin_port = htons(port) };
    int on = 1;
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    if (fd < 0)
        return -1;
    if (bind(fd, (struct sockaddr *)&addr, sizeof(addr)) < 0
        || setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) < 0
        || listen(fd, 1) < 0) {
        perror("inspector");
        close(fd);
        return -1;
    }
    return fd;
}

/* Too many clients: says so, and makes sure that nothing stays in TIME_WAIT. */
static void turn_away(int client)
{
    struct linger now = { .l_onoff = 1, .l_linger = 0 };

    if (setsockopt(client, SOL_SOCKET, SO_LINGER, &now, sizeof(now)) < 0)
        perror("SO_LINGER");
    if (send(client, "busy\n", 5, MSG_NOSIGNAL) < 0)
        perror("send");
    close(client);
}

/* Tells the inspector how things are, as long as it nods. */
static int inspect(int inspector, const char *state, size_t size)
{
    char nod;

    if (send(inspector, state, size, MSG_NOSIGNAL) < 0) {
        shutdown(inspector, SHUT_RDWR);
        close(inspector);
        return -1;
    }
    if (recv(inspector, &nod, 1, 0) != 1) {
        shutdown(inspector, SHUT_RDWR);
        close(inspector);
        return -1;
    }
    if (nod != 'y') {
        close(inspector);
        return 0;
    }
    shutdown(inspector, SHUT_WR);
    close(inspector);
    return 1;
}

/* Answers one client until it goes away. */
static void *serve(void *arg)
{
    int fd = (int)(intptr_t)arg;
    char line[256];

    for (;;) {
        ssize_t n = recv(fd, line, sizeof(line), 0);
        if (n < 0) {
            if (errno == EINTR)
                continue;
            perror("recv");
            return NULL;
        }
        if (n == 0)
            break;
        if (send(fd, line, n, MSG_NOSIGNAL) < 0) {
            perror("send");
            close(fd);
            return NULL;
        }
    }
    printf("client %d has left\n", fd);
    return NULL;
}

static void accept_clients(int listener)
{
    for (;;) {
        struct timeval patience = { .tv_sec = 30 };
        pthread_t thread;
        int client = accept(listener, NULL, NULL);

        if (client < 0) {
            perror("accept");
            sleep(1);
            continue;
        }
        if (client >= MOST_CLIENTS) {
            turn_away(client);
            continue;
        }
        if (setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience)) < 0) {
            perror("SO_RCVTIMEO");
            continue;
        }
        if (pthread_create(&thread, NULL, serve, (void *)(intptr_t)client) != 0) {
            perror("pthread_create");
            close(client);
            continue;
        }
        pthread_detach(thread);
    }
}

int main(void)
{
    int listener = open_listener(7007);
    int port = open_inspector_port(7008);
    int inspector;

    if (listener < 0 || port < 0)
        return 1;
    inspector = accept(port, NULL, NULL);
    if (inspector >= 0 && inspect(inspector, "up\n", 3) < 0)
        puts("the inspector is not content");
    accept_clients(listener);
    close(port);
    close(listener);
    return 0;
}
