using Npgsql;
using Workflows.Engine.Definitions;
using Workflows.Persistence;
using Workflows.Persistence.Nodes;

namespace Workflows.Host.Nodes;

/// <summary>
/// Listens to what the other nodes commit, so that pages open here show it and types of activities published there are offered here. When the connection was
/// lost, what was said meanwhile is not known, and everything that is shown is read again.
/// </summary>
internal sealed partial class HearNodes(IConfiguration configuration, UnitOfWork unit, NodeNews news, IServiceScopeFactory scopes, ILogger<HearNodes> log) : BackgroundService
{
    /// <summary>Before a lost connection is tried again. Of the network, so by the machine's clock.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Seconds without a word after which the connection is asked whether it still stands.</summary>
    private const int KeepAlive = 5;

    private readonly TaskCompletionSource listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when this node hears the others for the first time.</summary>
    public Task Listening => listening.Task;

    /// <summary>This node hears the others now.</summary>
    public bool IsHearing { get; private set; }

    /// <summary>How often the connection was lost.</summary>
    public int Losses { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Listen(stoppingToken);
            }
            catch (Exception lost) when (lost is NpgsqlException or IOException or TimeoutException && !stoppingToken.IsCancellationRequested)
            {
                Losses++;
                LogLost(log, lost.Message);
                await Task.Delay(Pause, TimeProvider.System, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task Listen(CancellationToken stopping)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(configuration.GetConnectionString("Workflows")) { Pooling = false, KeepAlive = KeepAlive, ApplicationName = "workflows-news" }.ConnectionString);
        await connection.OpenAsync(stopping);
        connection.Notification += (_, heard) =>
        {
            if (news.Read(heard.Payload) is { } committed) Tell(committed);
        };
        await using (var listen = new NpgsqlCommand($"LISTEN {NodeNews.Channel}", connection)) await listen.ExecuteNonQueryAsync(stopping);
        if (!listening.TrySetResult()) Tell(Committed.Anything);
        IsHearing = true;
        try
        {
            while (true) await connection.WaitAsync(stopping);
        }
        finally
        {
            IsHearing = false;
        }
    }

    private void Tell(Committed committed)
    {
        // Whoever listens may ask the database, which takes time; the connection goes on hearing.
        if (committed.Definitions) _ = Task.Run(Refresh);
        unit.Hear(committed);
    }

    /// <summary>Chains that are usable as activities: what is drawn and run here knows them from now on.</summary>
    private async Task Refresh()
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<DefinitionActivities>().RefreshAsync();
        }
        catch (Exception exception)
        {
            LogNotRefreshed(log, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The other nodes are not heard: {Reason}. Trying again")]
    private static partial void LogLost(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The types of activities that another node changed could not be read; they are read when the palette is")]
    private static partial void LogNotRefreshed(ILogger log, Exception exception);
}
