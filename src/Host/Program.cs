using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
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
using Workflows.Host.Calls;
using Workflows.Host.Cases;
using Workflows.Host.Communities;
using Workflows.Host.Demo;
using Workflows.Host.Documents;
using Workflows.Host.Duties;
using Workflows.Host.HttpWorkflows;
using Workflows.Host.Inbox;
using Workflows.Host.Jobs;
using Workflows.Host.Lists;
using Workflows.Host.Operations;
using Workflows.Host.Notices;
using Workflows.Host.Organisations;
using Workflows.Host.Packages;
using Workflows.Host.Parts;
using Workflows.Host.Queue;
using Workflows.Host.Refusals;
using Workflows.Host.Seals;
using Workflows.Host.Shell;
using Workflows.Host.Scans;
using Workflows.Host.Statistics;
using Workflows.Host.Studio;
using Workflows.Host.Studio.Frame;
using Workflows.Host.Studio.Live;
using Workflows.Host.Timers;
using Workflows.Host.Verify;
using Workflows.Persistence;

// What no reader asked for (the console, names that are stored) is in Chinese.
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo(Languages.Default);

var builder = WebApplication.CreateBuilder(args);
var services = builder.Services;

if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null)
    builder.WebHost.UseUrls("http://localhost:5080");

var data = Path.GetFullPath(builder.Configuration["DataDirectory"] ?? "data", builder.Environment.ContentRootPath);
if (string.IsNullOrEmpty(builder.Configuration.GetConnectionString("Workflows")))
    builder.Configuration["ConnectionStrings:Workflows"] = $"Data Source={Path.Combine(data, "workflows.db")}";
builder.AddLogs(data);

if (builder.Configuration.GetValue("Demo:Enabled", false)) services.AddSingleton<TimeProvider>(new StoryClock(TimeProvider.System));

// The house: the domain, its database, the engine and the chains.
services.AddApprovals().AddPersistence(builder.Configuration).AddWorkflowEngine(options => options.CronTimeZone = ShanghaiTime.Zone);
services.AddActivitiesFrom<ApplySeal>();
services.AddSingleton(_ => FormDefinitions.Load(StartUp.Workflows));
services.AddScoped<Chains>().AddScoped<MaySeeCase>();

// What people do, slice by slice.
services.AddAccounts();
services.AddSingleton<Lockout>().AddScoped<SignIn>().AddScoped<ApiKeys>().AddScoped<WhoCalls>();
services.AddScoped<ReadOrganisations>().AddSingleton<RegisterOrganisation>().AddSingleton<FillSeat>().AddSingleton<EnterPerson>();
services.AddScoped<ReadDocuments>().AddSingleton<RegisterDocument>().AddSingleton<SignForDocument>().AddSingleton<CancelDocument>();
services.AddScoped<ReadDuties>().AddSingleton<NoteProgress>();
services.AddScoped<ReadCalls>().AddSingleton<CreateCall>().AddScoped<CopyCall>().AddSingleton<OpenCall>().AddSingleton<CloseCall>().AddSingleton<MoveDeadline>().AddSingleton<RemindOfCall>().AddSingleton<LeavePool>().AddScoped<ReadCallProgress>();
services.AddScoped<ReadCases>().AddSingleton<BeginCase>().AddSingleton<SaveCaseDraft>().AddSingleton<RecallCase>();
services.AddScoped<ReadCommunities>().AddScoped<ReadGathering>().AddSingleton<AddMember>().AddSingleton<AskForLeave>();
services.AddScoped<ReadWorkItem>().AddSingleton<DecideWorkItem>().AddSingleton<HoldWorkItem>().AddSingleton<PassWorkItem>().AddSingleton<ReturnWorkItem>().AddSingleton<TakeBackDecision>().AddSingleton<CirculateCase>().AddSingleton<HandOver>().AddSingleton<Phrases>().AddScoped<ReadSeatHolders>().AddSingleton<Substitutions>().AddScoped<ReadColleagues>().AddSingleton<UrgeWorkItem>();
services.AddSingleton<AttachFile>().AddSingleton<UploadInParts>();
services.AddScoped<ReadSeals>().AddSingleton<RegisterSeal>().AddSingleton<AffixOnList>().AddSingleton<SecondFactors>();
services.AddPapers(builder.Configuration).AddVerification(builder.Configuration);
services.AddScoped<ReadRanking>().AddSingleton<MoveRanked>().AddScoped<ReadRollUp>().AddScoped<ReadPackage>().AddScoped<PrintTable>().AddScoped<ReadNational>();
services.AddSingleton<TakeScan>().AddSingleton<DecideScan>();
services.AddScoped<ReadNotices>().AddSingleton<ObjectToList>();
services.AddScoped<ReadLists>().AddSingleton<ReviseAsPublisher>().AddScoped<ReadAudit>();

// What the program does by itself.
services.AddSingleton<WorkOffQueue>().AddSingleton<FireDueTimers>();
services.AddHttpWorkflows();
services.AddSingleton<DemoMode>().AddSingleton<DemoAccounts>().AddSingleton<FirstAdministrator>().AddSingleton<LoadDemo>().AddSingleton<StartUp>();
if (builder.Configuration.GetValue("Background:Enabled", true))
{
    services.AddBackgroundWork(work =>
    {
        work.AddHostedService<QueueWorker>().AddHostedService<PlayStories>();
        work.AddQuartz(quartz => quartz.ScheduleJob<TimerSchedule>(trigger => trigger.WithSimpleSchedule(every => every.WithInterval(TimeSpan.FromSeconds(TimerSchedule.Seconds)).RepeatForever())));
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
services.AddHealthChecks().AddCheck<Readiness>("ready", tags: ["ready"]);

var app = builder.Build();

app.UseRequestLogs();
app.UseSecurityHeaders();
app.UseRequestLocalization();
app.UseProblemAnswers();
app.UseRouting();
app.UseAwaitStart();
app.UseRateLimiter();
app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();

app.MapStaticAssets().AllowAnonymous();
app.MapLanguages();
app.MapApi();
app.MapElsaApi();
app.MapApiDescription();
app.MapStudio();
if (builder.Configuration.GetValue("Background:Enabled", true)) app.MapJobs();
app.MapHttpWorkflows();
app.MapLiveUpdates();
app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") }).AllowAnonymous();
app.MapPost("/sign-out", async (HttpContext context) =>
{
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
