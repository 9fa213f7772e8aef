using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Server.Circuits;
using MudBlazor.Services;
using Quartz;
using Elsa.Workflows.Management.Extensions;
using Workflows.Activities;
using Workflows.Approvals;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Forms;
using Workflows.Engine;
using Workflows.Host;
using Workflows.Host.Account;
using Workflows.Host.Api;
using Workflows.Host.Attachments;
using Workflows.Host.Audit;
using Workflows.Host.Audit.Bundles;
using Workflows.Host.Audit.Tracing;
using Workflows.Host.Calendar;
using Workflows.Host.Calls;
using Workflows.Host.Cases;
using Workflows.Host.Commands;
using Workflows.Host.Communities;
using Workflows.Host.Demo;
using Workflows.Host.Documents;
using Workflows.Host.Duties;
using Workflows.Host.Figures;
using Workflows.Host.HttpWorkflows;
using Workflows.Host.Inbox;
using Workflows.Host.Jobs;
using Workflows.Host.Lists;
using Workflows.Host.Operations;
using Workflows.Host.Nodes;
using Workflows.Host.Notices;
using Workflows.Host.Notifications;
using Workflows.Host.Organisations;
using Workflows.Host.Packages;
using Workflows.Host.Parts;
using Workflows.Host.Queue;
using Workflows.Host.Refusals;
using Workflows.Host.Running;
using Workflows.Host.Seals;
using Workflows.Host.Shell;
using Workflows.Host.Scans;
using Workflows.Host.Statistics;
using Workflows.Host.Stuck;
using Workflows.Host.Studio;
using Workflows.Host.Studio.Frame;
using Workflows.Host.Studio.Live;
using Workflows.Host.Timers;
using Workflows.Host.Verify;
using Workflows.Host.Viruses;
using Workflows.Persistence;

// What no reader asked for (the console, names that are stored) is in Chinese.
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo(Languages.Default);

if (args is [VerifyCommand.Name, .. var asked])
{
    Environment.ExitCode = await VerifyCommand.Run(asked, Console.Out);
    return;
}

var command = CommandLine.Of(args);
var builder = WebApplication.CreateBuilder(command?.Settings ?? args);
var services = builder.Services;

if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null)
    builder.WebHost.UseUrls("http://localhost:5080");

var data = Path.GetFullPath(builder.Configuration["DataDirectory"] ?? "data", builder.Environment.ContentRootPath);
if (string.IsNullOrEmpty(builder.Configuration.GetConnectionString("Workflows")))
    builder.Configuration["ConnectionStrings:Workflows"] = $"Data Source={Path.Combine(data, "workflows.db")}";
builder.Configuration["DataDirectory"] = data;
if (Settings.Refuse(Settings.Mistakes(builder.Configuration, builder.Environment), Console.Error))
{
    Environment.ExitCode = Settings.ExitCode;
    return;
}
if (command is not null)
{
    Environment.ExitCode = await command.Run(builder.Configuration, Console.Out);
    return;
}
builder.AddLogs(data);
builder.AddTelemetry();
builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);

if (builder.Configuration.GetValue("Demo:Enabled", false)) services.AddSingleton<TimeProvider>(new StoryClock(TimeProvider.System));

// The house: the domain, its database, the engine and the chains.
services.AddApprovals().AddPersistence(builder.Configuration).AddWorkflowEngine(options => options.CronTimeZone = ShanghaiTime.Zone);
services.AddActivitiesFrom<ApplySeal>();
services.AddSingleton(_ => FormDefinitions.Load(StartUp.Workflows));
services.AddScoped<Chains>().AddScoped<MaySeeCase>().AddSingleton<NoteAct>();
services.AddScoped<CircuitHandler, Origins.OfPage>();

// What people do, slice by slice.
services.AddAccounts(builder.Configuration);
services.AddSingleton<Lockout>().AddSingleton<PasswordRules>().AddSingleton<ConfirmPassword>().AddSingleton<ChangePassword>().AddScoped<SignIn>().AddSingleton<NoteSession>().AddSingleton<ReadSessions>().AddSingleton<EndSessions>().AddSingleton<EndedSessions>().AddSingleton<WrongAttempts>().AddScoped<ApiKeys>().AddScoped<WhoCalls>();
services.AddScoped<ReadOrganisations>().AddSingleton<RegisterOrganisation>().AddSingleton<FillSeat>().AddSingleton<EnterPerson>().AddSingleton<ImportPeople>().AddSingleton<SessionsOfOthers>().AddSingleton<EndAsAdministrator>().AddSingleton<RenameAsAdministrator>();
services.AddSingleton<FollowCalendar>().AddSingleton<KeepCalendar>().AddSingleton<ReadDays>();
services.AddScoped<ReadDocuments>().AddSingleton<RegisterDocument>().AddSingleton<SignForDocument>().AddSingleton<CancelDocument>();
services.AddScoped<ReadDuties>().AddSingleton<NoteProgress>();
services.AddScoped<ReadCalls>().AddSingleton<CreateCall>().AddScoped<CopyCall>().AddSingleton<OpenCall>().AddSingleton<CloseCall>().AddSingleton<MoveDeadline>().AddSingleton<RemindOfCall>().AddSingleton<LeavePool>().AddScoped<ReadCallProgress>();
services.AddScoped<ReadCases>().AddSingleton<BeginCase>().AddSingleton<SaveCaseDraft>().AddSingleton<RecallCase>();
services.AddScoped<ReadCommunities>().AddScoped<ReadGathering>().AddSingleton<AddMember>().AddSingleton<AskForLeave>();
services.AddScoped<ReadWorkItem>().AddSingleton<DecideWorkItem>().AddSingleton<DecideTogether>().AddSingleton<HoldWorkItem>().AddSingleton<PassWorkItem>().AddSingleton<ReturnWorkItem>().AddSingleton<TakeBackDecision>().AddSingleton<CirculateCase>().AddSingleton<CopyCase>().AddSingleton<HandOver>().AddSingleton<Phrases>().AddSingleton<SavedViews>().AddScoped<ReadSeatHolders>().AddSingleton<Substitutions>().AddScoped<ReadColleagues>().AddSingleton<UrgeWorkItem>();
services.AddSingleton<LookForViruses>().AddSingleton<AttachFile>().AddSingleton<UploadInParts>();
services.AddScoped<ReadSeals>().AddSingleton<RegisterSeal>().AddSingleton<AffixOnList>().AddSingleton<SecondFactors>().AddSingleton<SecondFactorPolicy>();
services.AddNotifications(builder.Configuration);
services.AddPapers(builder.Configuration).AddVerification();
services.AddScoped<ReadRanking>().AddSingleton<MoveRanked>().AddScoped<ReadRollUp>().AddScoped<ReadPackage>().AddScoped<PrintTable>().AddScoped<ReadNational>();
services.AddSingleton<TakeScan>().AddSingleton<DecideScan>();
services.AddScoped<ReadStuck>().AddSingleton<TryParkedWork>().AddSingleton<TryFailedActivities>().AddSingleton<TryAgain>();
services.AddScoped<ReadOperations>().AddScoped<ReadSchedules>().AddScoped<ReadJobs>().AddSingleton<LoadMeters>().AddSingleton<WatchLoad>();
services.AddScoped<ReadNotices>().AddSingleton<ObjectToList>();
services.AddScoped<ReadLists>().AddSingleton<ReviseAsPublisher>().AddScoped<ReadAudit>().AddSingleton<SealLog>().AddSingleton<EraseFromTrail>().AddScoped<FindSubjects>().AddScoped<ReadSeparation>().AddSingleton<WriteBundle>().AddScoped<VerifyChains>().AddScoped<SearchTrace>().AddScoped<ActionWords>().AddScoped<SearchEntries>().AddScoped<ReadTrace>().AddScoped<CompareLists>();
services.AddSingleton<FinishedSteps>().AddScoped<ReadFigures>().AddScoped<FigureTables>().AddScoped<DrawBottlenecks>();

// What the program does by itself.
services.AddSingleton<WorkOffQueue>().AddSingleton<FireDueTimers>();
services.AddHttpWorkflows();
services.AddNodes(builder.Configuration.GetConnectionString("Workflows")!);
services.AddSingleton<DemoMode>().AddSingleton<DemoAccounts>().AddSingleton<FirstAdministrator>().AddSingleton<LoadDemo>().AddSingleton<StartUp>();
if (builder.Configuration.GetValue("Background:Enabled", true))
{
    services.AddBackgroundWork(work =>
    {
        work.AddHostedService<QueueWorker>().AddHostedService<NewsWorker>().AddHostedService<PlayStories>().AddHostedService<WarmFigures>();
        work.AddHostedService(provider => provider.GetRequiredService<SignOfLife>()).AddHostedService(provider => provider.GetRequiredService<WatchLoad>());
        work.AddQuartz(quartz =>
        {
            quartz.UseNodes(builder.Configuration.GetConnectionString("Workflows")!);
            quartz.Every<TimerSchedule>(TimeSpan.FromSeconds(TimerSchedule.Seconds));
            quartz.Every<LogSchedule>(LogSchedule.Every);
            quartz.Every<StuckSchedule>(StuckSchedule.Every);
            quartz.Every<CleanUp>(CleanUp.Every);
        });
        work.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        work.AddJobs(builder.Configuration.GetConnectionString("Workflows")!);
    });
}

// How it is shown.
services.AddRazorComponents().AddInteractiveServerComponents();
services.AddMudServices();
services.AddPages();
services.AddScoped<Menu>().AddSingleton<Words>().AddSingleton<RefusalSentences>();
services.AddLanguages();
services.AddElsaApi(builder.Configuration);
services.AddStudio();
services.AddLiveUpdates(builder.Configuration);
services.AddApiDescription();
services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
services.AddSingleton<Drain>().AddSingleton<IHostLifetime>(provider => provider.GetRequiredService<Drain>());
services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(40));
services.AddHealth();

var app = builder.Build();

app.UseRequestLogs();
app.UseSecurityHeaders();
app.UseRequestLocalization();
app.UseSameSite();
app.UseProblemAnswers();
app.UseRouting();
app.UseAwaitStart();
app.UseOrigins();
app.Use(app.Services.GetRequiredService<VerifyLimit>().Guard);
app.UseAuthentication();
app.UseAccountFirst();
app.UseRefusedActs();
app.UseAuthorization();
app.UseAntiforgery();

app.MapStaticAssets().AllowAnonymous();
app.MapLanguages();
app.MapProvider();
app.MapApi();
app.MapElsaApi();
app.MapApiDescription();
app.MapStudio();
if (builder.Configuration.GetValue("Background:Enabled", true)) app.MapJobs();
app.MapHttpWorkflows();
app.MapLiveUpdates();
app.MapHealth();
app.MapMetrics();
app.MapPost("/sign-out", async (HttpContext context, EndedSessions sessions) =>
{
    if (context.Features.Get<Caller>() is { } caller) await sessions.End(caller, context.RequestAborted);
    context.Response.Headers["Clear-Site-Data"] = "\"cache\"";
    await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    return Results.LocalRedirect("/sign-in");
}).AllowAnonymous().ExcludeFromDescription();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);

app.PrintBannerOnceStarted();
var start = app.Services.GetRequiredService<StartUp>();

// The addresses are built beside the database: the one compiles, the other reads and writes.
var addresses = Task.Run(() => ((IEndpointRouteBuilder)app).DataSources.Sum(source => source.Endpoints.Count));
await start.Prepare();
await addresses;
await app.StartAsync();
await start.Fill();
await app.WaitForShutdownAsync();
