using Workflows.Host.Filings;
using Workflows.Host.Inbox;
using Workflows.Host.Inbox.Panels;
using Workflows.Host.Public;

namespace Workflows.Host.Parts;

/// <summary>What the pages ask besides the verbs of the API.</summary>
public static class Pages
{
    public static void AddPages(this IServiceCollection services)
    {
        services.AddScoped<Ask>();
        services.AddScoped<ReadCaseFile>().AddScoped<ReadCallCases>().AddScoped<ReadListOnPaper>().AddScoped<ReadObjections>().AddScoped<ReadScans>().AddScoped<ReadNextSteps>().AddSingleton<HandleObjections>();
        services.AddScoped<ReadQueues>().AddScoped<ReadEscalations>().AddScoped<ReadStarted>().AddScoped<ReadCopies>().AddSingleton<MarkCopyRead>().AddScoped<ReadDesk>();
        services.AddScoped<ReadFilling>().AddSingleton<NoteArrival>().AddScoped<ReadUsableSeals>().AddScoped<ReadScores>();
        services.AddScoped<ReadFilings>().AddScoped<ReadNoticeBoard>();
    }
}
