using System.Threading.Channels;
using Npgsql;
using Workflows.Persistence;
using Workflows.Persistence.Nodes;

namespace Workflows.Host.Nodes;

/// <summary>
/// Tells the other nodes what this one has committed, as soon as it stands; what is committed while one word is on its way goes together in the next. Where the
/// word did not go out, the others are told to look at everything. Definitions are told with their commit (<see cref="NodeNews"/>).
/// </summary>
internal sealed partial class TellNodes(IConfiguration configuration, UnitOfWork unit, NodeNews news, ILogger<TellNodes> log) : BackgroundService
{
    /// <summary>Before it is tried again. Of the network, so by the machine's clock.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Channel<Committed> untold = Channel.CreateUnbounded<Committed>(new UnboundedChannelOptions { SingleReader = true });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        unit.Committed += Keep;
        try
        {
            while (await untold.Reader.WaitToReadAsync(stoppingToken))
                if (news.Write(Gather()) is { } text && !await Send(text, stoppingToken))
                {
                    untold.Writer.TryWrite(Committed.Anything);
                    await Task.Delay(Pause, TimeProvider.System, stoppingToken);
                }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        finally
        {
            unit.Committed -= Keep;
        }
    }

    private void Keep(Committed committed)
    {
        if (!committed.IsElsewhere && !committed.Definitions) untold.Writer.TryWrite(committed);
    }

    private Committed Gather()
    {
        var all = new List<Committed>();
        while (untold.Reader.TryRead(out var one)) all.Add(one);
        return all.Exists(one => one.MayBeAnything)
            ? Committed.Anything
            : new Committed([.. all.SelectMany(one => one.Principals).Distinct()], [.. all.SelectMany(one => one.Subjects).Distinct()], all.Exists(one => one.QueueHasWork), [.. all.SelectMany(one => one.Instances).Distinct()], Definitions: false);
    }

    private async Task<bool> Send(string text, CancellationToken stopping)
    {
        try
        {
            await using var connection = new NpgsqlConnection(configuration.GetConnectionString("Workflows"));
            await connection.OpenAsync(stopping);
            await using var command = new NpgsqlCommand(NodeNews.Send, connection) { Parameters = { new() { Value = NodeNews.Channel }, new() { Value = text } } };
            await command.ExecuteNonQueryAsync(stopping);
            return true;
        }
        catch (Exception lost) when (lost is NpgsqlException or IOException or TimeoutException)
        {
            LogLost(log, lost.Message);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The other nodes are not told what was committed: {Reason}. Trying again")]
    private static partial void LogLost(ILogger log, string reason);
}
