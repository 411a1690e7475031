{{- /*
One service: Deployment, ConfigMap, Services, PodDisruptionBudget, ServiceAccount, autoscaler.
Takes a dict: root, name, values, ports (list of name and number), services, grace, stores (whether it reaches them), metric.
*/ -}}
{{- define "access.workload" -}}
{{- $name := .name }}
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ $name }}
  labels:
    {{- include "access.labels" . | nindent 4 }}
    {{- include "access.managed" .root | nindent 4 }}
data:
  application.properties: |
    {{- include "access.properties" .values.config | nindent 4 }}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ $name }}
  labels:
    {{- include "access.labels" . | nindent 4 }}
    {{- include "access.managed" .root | nindent 4 }}
spec:
  {{- if not (dig "autoscaling" "enabled" false .values) }}
  replicas: {{ .values.replicas }}
  {{- end }}
  revisionHistoryLimit: 5
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxUnavailable: 0
      maxSurge: 1
  selector:
    matchLabels:
      app.kubernetes.io/name: {{ $name }}
  template:
    metadata:
      labels:
        {{- include "access.labels" . | nindent 8 }}
        {{- if .stores }}
        access.hania.io/postgres: reach
        access.hania.io/redis: reach
        {{- end }}
      annotations:
        # A changed setting rolls the pods.
        checksum/config: {{ .values.config | toJson | sha256sum }}
        prometheus.io/scrape: "true"
        prometheus.io/port: {{ .management | quote }}
        prometheus.io/path: /q/metrics
    spec:
      serviceAccountName: {{ $name }}
      automountServiceAccountToken: false
      enableServiceLinks: false
      {{- with .root.Values.image.pullSecrets }}
      imagePullSecrets:
        {{- range . }}
        - name: {{ . }}
        {{- end }}
      {{- end }}
      terminationGracePeriodSeconds: {{ .grace }}
      securityContext:
        {{- include "access.podSecurity" . | nindent 8 }}
      topologySpreadConstraints:
        {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
        - maxSkew: 1
          topologyKey: {{ . }}
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels:
              app.kubernetes.io/name: {{ $name }}
        {{- end }}
      containers:
        - name: {{ $name }}
          image: {{ include "access.image" . }}
          imagePullPolicy: {{ .root.Values.image.pullPolicy }}
          ports:
            {{- range $port, $number := .ports }}
            - name: {{ $port }}
              containerPort: {{ $number }}
            {{- end }}
            - name: management
              containerPort: {{ .management }}
          {{- if .stores }}
          env:
            - name: SMALLRYE_CONFIG_SOURCE_FILE_LOCATIONS
              value: /etc/hania/secrets
          {{- end }}
          startupProbe:
            httpGet: {path: /q/health/started, port: management}
            periodSeconds: 2
            failureThreshold: 60
          livenessProbe:
            httpGet: {path: /q/health/live, port: management}
            periodSeconds: 10
            timeoutSeconds: 3
            failureThreshold: 6
          readinessProbe:
            httpGet: {path: /q/health/ready, port: management}
            periodSeconds: 3
            timeoutSeconds: 2
            failureThreshold: 2
          lifecycle:
            preStop:
              sleep:
                seconds: 10
          resources:
            {{- toYaml .values.resources | nindent 12 }}
          securityContext:
            {{- include "access.containerSecurity" . | nindent 12 }}
          volumeMounts:
            - {name: config, mountPath: /deployments/config, readOnly: true}
            {{- if .stores }}
            - {name: secrets, mountPath: /etc/hania/secrets, readOnly: true}
            {{- end }}
            - {name: tmp, mountPath: /tmp}
      volumes:
        - name: config
          configMap:
            name: {{ $name }}
        {{- if .stores }}
        - name: secrets
          secret:
            secretName: {{ .values.secret }}
            defaultMode: 0440
        {{- end }}
        - name: tmp
          emptyDir:
            sizeLimit: 64Mi
{{- range .services }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ .name }}
  labels:
    {{- include "access.labels" $ | nindent 4 }}
    {{- include "access.managed" $.root | nindent 4 }}
spec:
  {{- if .headless }}
  clusterIP: None
  {{- end }}
  selector:
    app.kubernetes.io/name: {{ $name }}
  ports:
    - name: {{ .target }}
      port: {{ .port }}
      targetPort: {{ .target }}
{{- end }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ $name }}
  labels:
    {{- include "access.labels" . | nindent 4 }}
    {{- include "access.managed" .root | nindent 4 }}
spec:
  maxUnavailable: 1
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels:
      app.kubernetes.io/name: {{ $name }}
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ $name }}
  labels:
    {{- include "access.labels" . | nindent 4 }}
    {{- include "access.managed" .root | nindent 4 }}
automountServiceAccountToken: false
{{- if dig "autoscaling" "enabled" false .values }}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ $name }}
  labels:
    {{- include "access.labels" . | nindent 4 }}
    {{- include "access.managed" .root | nindent 4 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ $name }}
  minReplicas: {{ .values.autoscaling.min }}
  maxReplicas: {{ .values.autoscaling.max }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: {{ .values.autoscaling.cpu }}
    {{- if .metric }}
    - type: Pods
      pods:
        metric:
          name: {{ .metric }}
        target:
          type: AverageValue
          averageValue: {{ .values.autoscaling.inFlight | quote }}
    {{- end }}
  behavior:
    scaleUp:
      stabilizationWindowSeconds: 0
    scaleDown:
      stabilizationWindowSeconds: 300
      policies:
        - {type: Pods, value: 1, periodSeconds: 60}
{{- end }}
{{- end }}
